/** Jupyter's REST API: kernels, kernelspecs, sessions, contents, status. */
@NullMarked
package dev.elara.ws.rest;

import org.jspecify.annotations.NullMarked;

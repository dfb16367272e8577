/**
 * Kernelspecs: what tells Jupyter how to start the kernel, and the copy of the kernel beside it.
 */
@NullMarked
package dev.elara.cli.spec;

import org.jspecify.annotations.NullMarked;

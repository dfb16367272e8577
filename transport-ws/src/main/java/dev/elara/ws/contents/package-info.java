/** Files below one directory, as Jupyter's contents API sees them. */
@NullMarked
package dev.elara.ws.contents;

import org.jspecify.annotations.NullMarked;

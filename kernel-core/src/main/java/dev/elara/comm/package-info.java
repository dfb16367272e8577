/** Comms: open, message, close, both ways. */
@NullMarked
package dev.elara.comm;

import org.jspecify.annotations.NullMarked;

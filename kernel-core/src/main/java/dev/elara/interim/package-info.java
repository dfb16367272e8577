/** Callers of a simple kind, until {@code dev.elara.caller} is there; goes away with that. */
@NullMarked
package dev.elara.interim;

import org.jspecify.annotations.NullMarked;

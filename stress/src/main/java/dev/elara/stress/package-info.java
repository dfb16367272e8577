/** Callers under load for minutes, and in great numbers. */
@NullMarked
package dev.elara.stress;

import org.jspecify.annotations.NullMarked;

/** Cells compiled and run. */
@NullMarked
package dev.elara.java.cell;

import org.jspecify.annotations.NullMarked;

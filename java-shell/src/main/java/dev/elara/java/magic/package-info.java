/** Magics: lines that begin with a percent sign, and cells that begin with two. */
@NullMarked
package dev.elara.java.magic;

import org.jspecify.annotations.NullMarked;

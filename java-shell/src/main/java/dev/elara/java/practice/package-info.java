/** Cells that nobody sent, run while a kernel has nothing to do, so that the JVM compiles javac. */
@NullMarked
package dev.elara.java.practice;

import org.jspecify.annotations.NullMarked;

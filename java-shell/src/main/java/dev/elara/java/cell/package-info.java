/** A cell's source to class files: parsing, wrapping, compiling with javac. Runs no user code. */
@NullMarked
package dev.elara.java.cell;

import org.jspecify.annotations.NullMarked;

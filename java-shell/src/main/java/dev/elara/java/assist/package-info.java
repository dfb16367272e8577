/** Completion, inspection, completeness and compile error pages, all from javac's model. */
@NullMarked
package dev.elara.java.assist;

import org.jspecify.annotations.NullMarked;

/**
 * Runs what cells were compiled to: loaders, weaving, stopping, output and input routing, run-time
 * error pages. Knows class files and names as values; never touches the compiler.
 */
@NullMarked
package dev.elara.java.runtime;

import org.jspecify.annotations.NullMarked;

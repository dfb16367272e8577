/** What a cell costs, beside JDK 25's JShell. */
@NullMarked
package dev.elara.benchmarks.cells;

import org.jspecify.annotations.NullMarked;

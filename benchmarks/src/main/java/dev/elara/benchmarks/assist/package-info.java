/** How long completion and inspection take. */
@NullMarked
package dev.elara.benchmarks.assist;

import org.jspecify.annotations.NullMarked;

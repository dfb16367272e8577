/** How fast callers are, beside the executors of the JDK. */
@NullMarked
package dev.elara.benchmarks.callers;

import org.jspecify.annotations.NullMarked;

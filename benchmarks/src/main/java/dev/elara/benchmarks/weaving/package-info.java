/** What the checks woven into cells cost: the same classes, woven and as they are, in turns. */
@NullMarked
package dev.elara.benchmarks.weaving;

import org.jspecify.annotations.NullMarked;

/** Programs of callers in orders drawn from a seed, all in one thread. */
@NullMarked
package dev.elara.caller.schedules;

import org.jspecify.annotations.NullMarked;

/**
 * What two or three threads may see of each other at a pending and at a caller's queue, for
 * jcstress: it runs the actors of a state at once, millions of times, and counts what comes out.
 */
@NullMarked
package dev.elara.stress.races;

import org.jspecify.annotations.NullMarked;

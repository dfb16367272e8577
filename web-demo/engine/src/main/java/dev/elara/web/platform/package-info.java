/** Callers in the one thread of a browser or of Node: green strands, wake-ups, timers. */
@NullMarked
package dev.elara.web.platform;

import org.jspecify.annotations.NullMarked;

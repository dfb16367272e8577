/** Callers on the event threads of toolkits, each in a process with a window of its own. */
@NullMarked
package dev.elara.caller.host;

import org.jspecify.annotations.NullMarked;

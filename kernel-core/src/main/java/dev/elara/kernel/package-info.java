/** Message handling: a handler for each channel, type and subshell, scheduled on callers. */
@NullMarked
package dev.elara.kernel;

import org.jspecify.annotations.NullMarked;

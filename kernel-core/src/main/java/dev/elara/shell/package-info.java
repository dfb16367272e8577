/** What a language offers a kernel: evaluate, complete, inspect, tell whether code is complete. */
@NullMarked
package dev.elara.shell;

import org.jspecify.annotations.NullMarked;

/** Runs notebooks on a kernel in this process. */
@NullMarked
package dev.elara.cli.run;

import org.jspecify.annotations.NullMarked;

/** The command line: where kernel, language and transport are put together. */
@NullMarked
package dev.elara.cli;

import org.jspecify.annotations.NullMarked;

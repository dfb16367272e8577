/** What was run before, kept between sessions in a SQLite database. */
@NullMarked
package dev.elara.cli.history;

import org.jspecify.annotations.NullMarked;

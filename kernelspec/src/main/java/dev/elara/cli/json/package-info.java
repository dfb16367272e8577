/** JSON files read and written so that what nobody touched comes back as it was. */
@NullMarked
package dev.elara.cli.json;

import org.jspecify.annotations.NullMarked;

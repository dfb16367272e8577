/** Files that are replaced as a whole or not at all; the command line uses it too. */
@NullMarked
package dev.elara.ws.files;

import org.jspecify.annotations.NullMarked;

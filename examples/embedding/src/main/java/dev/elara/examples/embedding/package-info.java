/** An application that opens a notebook onto itself. */
@NullMarked
package dev.elara.examples.embedding;

import org.jspecify.annotations.NullMarked;

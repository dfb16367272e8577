/** Messages as values: what arrives, what leaves, and nothing of how it travels. */
@NullMarked
package dev.elara.message;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package dev.elara.java;

import org.jspecify.annotations.NullMarked;

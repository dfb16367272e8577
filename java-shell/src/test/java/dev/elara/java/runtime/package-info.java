/** Tests. */
@NullMarked
package dev.elara.java.runtime;

import org.jspecify.annotations.NullMarked;

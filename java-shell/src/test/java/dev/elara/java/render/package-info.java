/** Tests. */
@NullMarked
package dev.elara.java.render;

import org.jspecify.annotations.NullMarked;

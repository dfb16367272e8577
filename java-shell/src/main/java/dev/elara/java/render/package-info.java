/** Values to what the client shows of them. */
@NullMarked
package dev.elara.java.render;

import org.jspecify.annotations.NullMarked;

/** A program that proves that kernel-core compiles to JavaScript and behaves there. */
@NullMarked
package dev.elara.web.smoke;

import org.jspecify.annotations.NullMarked;

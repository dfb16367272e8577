/** The compiler half of java-shell as a program of its own, which answers by values. */
@NullMarked
package dev.elara.web.compiler;

import org.jspecify.annotations.NullMarked;

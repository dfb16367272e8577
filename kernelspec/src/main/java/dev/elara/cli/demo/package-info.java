/** {@code elara demo}: the static folder with the kernel in the browser, served. */
@NullMarked
package dev.elara.cli.demo;

import org.jspecify.annotations.NullMarked;

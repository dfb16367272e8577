/** Java as a language of the kernel: {@link dev.elara.java.JavaShell} puts the parts together. */
@NullMarked
package dev.elara.java;

import org.jspecify.annotations.NullMarked;

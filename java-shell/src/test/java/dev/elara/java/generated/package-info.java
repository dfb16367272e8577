/** Random cells from a grammar, run in the Java shell and in JDK 25's JShell. */
@NullMarked
package dev.elara.java.generated;

import org.jspecify.annotations.NullMarked;

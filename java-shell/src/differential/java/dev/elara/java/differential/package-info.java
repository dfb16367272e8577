/** The Java shell against JDK 25's JShell: same cells, same answers, or a written reason. */
@NullMarked
package dev.elara.java.differential;

import org.jspecify.annotations.NullMarked;

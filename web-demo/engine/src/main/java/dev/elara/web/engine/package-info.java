/** A Java machine in Java: it runs class files where no JVM is. */
@NullMarked
package dev.elara.web.engine;

import org.jspecify.annotations.NullMarked;

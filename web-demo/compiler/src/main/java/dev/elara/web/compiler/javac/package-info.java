/** What stands in for the parts of the JDK that javac uses and a browser lacks. */
@NullMarked
package dev.elara.web.compiler.javac;

import org.jspecify.annotations.NullMarked;

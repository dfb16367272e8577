/** Run when the page is built: takes the class files the engine runs out of the JDK that builds. */
@NullMarked
package dev.elara.web.bundle;

import org.jspecify.annotations.NullMarked;

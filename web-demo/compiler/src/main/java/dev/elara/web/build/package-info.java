/**
 * Makes the compiler's program and its API stubs out of the JDK that builds. Runs at build time.
 */
@NullMarked
package dev.elara.web.build;

import org.jspecify.annotations.NullMarked;

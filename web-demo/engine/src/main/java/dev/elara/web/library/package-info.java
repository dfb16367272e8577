/**
 * What the engine runs in place of parts of the JDK: plain Java, run by the engine itself, never on
 * the host.
 */
@NullMarked
package dev.elara.web.library;

import org.jspecify.annotations.NullMarked;

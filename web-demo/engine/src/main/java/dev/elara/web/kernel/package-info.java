/**
 * The kernel in a worker. The engine runs it, like all of kernel-core and the runtime half of
 * java-shell: only what it calls native here is the engine's own.
 */
@NullMarked
package dev.elara.web.kernel;

import org.jspecify.annotations.NullMarked;

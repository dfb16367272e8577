/**
 * The kernels a server has: started, restarted, deleted; in this JVM or wherever a launcher puts
 * them.
 */
@NullMarked
package dev.elara.ws.kernels;

import org.jspecify.annotations.NullMarked;

/** A server and a kernel in another process, over one private socket. */
@NullMarked
package dev.elara.ws.link;

import org.jspecify.annotations.NullMarked;

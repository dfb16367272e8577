/** A notebook server: a kernel over HTTP and WebSocket, for browsers, editors and applications. */
@NullMarked
package dev.elara.ws;

import org.jspecify.annotations.NullMarked;

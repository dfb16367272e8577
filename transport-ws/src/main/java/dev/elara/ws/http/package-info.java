/** The port: HTTP on Netty, upgrade to Java-WebSocket, tokens, origins, limits. */
@NullMarked
package dev.elara.ws.http;

import org.jspecify.annotations.NullMarked;

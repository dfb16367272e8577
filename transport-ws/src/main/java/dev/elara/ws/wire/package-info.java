/** Messages as WebSocket frames, in both of Jupyter's subprotocols, and JSON. */
@NullMarked
package dev.elara.ws.wire;

import org.jspecify.annotations.NullMarked;

/** Who is connected to a kernel: sessions, what waits for each, replay. */
@NullMarked
package dev.elara.ws.channels;

import org.jspecify.annotations.NullMarked;

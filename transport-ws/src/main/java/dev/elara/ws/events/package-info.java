/** What happens on a server, told to whoever has subscribed. */
@NullMarked
package dev.elara.ws.events;

import org.jspecify.annotations.NullMarked;

/** What callers need of the machine they run on: strands, parking, a timer, a context slot. */
@NullMarked
package dev.elara.caller.platform;

import org.jspecify.annotations.NullMarked;

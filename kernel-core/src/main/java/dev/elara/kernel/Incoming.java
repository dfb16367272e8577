package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.message.Request;

/**
 * A request that has been read and knows where it belongs.
 *
 * @param subshell whose namespace it is about
 * @param caller where it is handled
 */
record Incoming(Exchange exchange, Request request, Subshell subshell, Caller caller) {}

/**
 * The kernel on ZeroMQ: five sockets, frames, signatures, the connection file.
 *
 * <p>Start reading at {@link dev.elara.zmq.ZmqTransport}.
 */
@NullMarked
package dev.elara.zmq;

import org.jspecify.annotations.NullMarked;

/** The kernel put together, and the process that serves it over ZeroMQ. */
@NullMarked
package dev.elara.cli.kernel;

import org.jspecify.annotations.NullMarked;

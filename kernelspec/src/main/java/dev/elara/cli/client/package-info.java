/** The client's side of the protocol, as far as training and examining a kernel needs it. */
@NullMarked
package dev.elara.cli.client;

import org.jspecify.annotations.NullMarked;

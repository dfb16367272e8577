/** {@code elara notebook}: a server whose kernels are processes. */
@NullMarked
package dev.elara.cli.server;

import org.jspecify.annotations.NullMarked;

/** The ahead-of-time cache that a kernel starts from: its training, its place, its state. */
@NullMarked
package dev.elara.cli.cache;

import org.jspecify.annotations.NullMarked;

/** What a user has chosen for all kernels: imports and startup scripts. */
@NullMarked
package dev.elara.cli.config;

import org.jspecify.annotations.NullMarked;

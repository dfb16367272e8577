/** What a notebook server costs its clients, beside Jupyter Server, and with 200 of them. */
@NullMarked
package dev.elara.benchmarks.server;

import org.jspecify.annotations.NullMarked;

/**
 * The concurrency library: callers run functions one at a time and interleave them where they wait
 * on a pending. Usable alone; knows nothing of kernels.
 */
@NullMarked
package dev.elara.caller;

import org.jspecify.annotations.NullMarked;

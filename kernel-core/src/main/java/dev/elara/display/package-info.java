/** What a value looks like: mime bundles, renderers, display handles. */
@NullMarked
package dev.elara.display;

import org.jspecify.annotations.NullMarked;

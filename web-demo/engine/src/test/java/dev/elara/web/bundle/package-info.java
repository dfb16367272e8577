/** Tests of what goes into the bundles, and of what the engine lacks. */
@NullMarked
package dev.elara.web.bundle;

import org.jspecify.annotations.NullMarked;

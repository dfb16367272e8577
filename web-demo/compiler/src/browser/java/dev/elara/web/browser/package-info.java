/** A browser and a server for tests of what runs in pages. */
@NullMarked
package dev.elara.web.browser;

import org.jspecify.annotations.NullMarked;

/**
 * The notebook page as tests use it, in Chromium: one driver for the pages with and without a
 * server.
 */
@NullMarked
package dev.elara.page;

import org.jspecify.annotations.NullMarked;

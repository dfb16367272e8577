/** The page of {@code elara notebook}, driven in Chromium as a person would. */
@NullMarked
package dev.elara.page;

import org.jspecify.annotations.NullMarked;

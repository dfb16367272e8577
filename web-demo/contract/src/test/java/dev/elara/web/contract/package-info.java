/** The callers' contract, compiled by TeaVM and run in Node and in Chromium. */
@NullMarked
package dev.elara.web.contract;

import org.jspecify.annotations.NullMarked;

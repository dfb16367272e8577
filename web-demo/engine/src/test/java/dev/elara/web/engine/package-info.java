@NullMarked
package dev.elara.web.engine;

import org.jspecify.annotations.NullMarked;

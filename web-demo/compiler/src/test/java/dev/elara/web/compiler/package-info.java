@NullMarked
package dev.elara.web.compiler;

import org.jspecify.annotations.NullMarked;

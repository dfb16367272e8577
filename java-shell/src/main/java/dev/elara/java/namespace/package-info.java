/** The names cells have defined: their versions, their dependants, layers of subshells. */
@NullMarked
package dev.elara.java.namespace;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.elara.java.practice;

import org.jspecify.annotations.NullMarked;

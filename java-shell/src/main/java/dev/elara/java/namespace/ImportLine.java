package dev.elara.java.namespace;

import org.jspecify.annotations.Nullable;

/**
 * An import declaration in force.
 *
 * @param text the declaration without semicolon
 * @param name the simple name it imports; null if it imports on demand
 * @param isStatic whether it is a static import
 * @param order where it stands in the order of definition
 */
public record ImportLine(String text, @Nullable String name, boolean isStatic, long order) {}

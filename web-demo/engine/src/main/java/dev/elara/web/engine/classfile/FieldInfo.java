package dev.elara.web.engine.classfile;

import org.jspecify.annotations.Nullable;

/**
 * A field as its class file describes it.
 *
 * @param constant what a static final one starts with, or null
 */
public record FieldInfo(
    int access,
    String name,
    String descriptor,
    @Nullable Constant constant,
    @Nullable String signature,
    Annotations annotations) {}

package dev.elara.web.engine.classfile;

import org.jspecify.annotations.Nullable;

/**
 * A method as its class file describes it.
 *
 * @param code null if it is abstract or native
 * @param exceptions internal names of what it declares to throw
 */
public record MethodInfo(
    int access,
    String name,
    String descriptor,
    @Nullable Code code,
    String[] exceptions,
    @Nullable String signature,
    Annotations annotations) {}

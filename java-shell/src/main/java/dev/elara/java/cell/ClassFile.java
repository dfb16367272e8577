package dev.elara.java.cell;

/**
 * A compiled class. Nobody changes {@code bytes} once it is made.
 *
 * @param binaryName as in {@link Class#getName()}
 * @param bytes the class file
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed over once, never compared
public record ClassFile(String binaryName, byte[] bytes) {}

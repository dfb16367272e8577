package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** An array of references. Arrays of primitives are the host's. */
final class RefArray {

  final VmClass type;
  final @Nullable Object[] elements;

  RefArray(VmClass type, int length) {
    this(type, new @Nullable Object[length]);
  }

  RefArray(VmClass type, @Nullable Object[] elements) {
    this.type = type;
    this.elements = elements;
    Heap.took(this, elements.length, 8);
  }
}

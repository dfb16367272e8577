package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** An object of a class that the engine runs. */
final class Instance {

  final VmClass type;

  /** Its fields. */
  final Fields slots;

  /** What belongs to it outside of the program: a class's meaning, a trace, a field handle. */
  @Nullable Object host;

  /** Made when it is first locked or waited for. */
  @Nullable Monitor monitor;

  /** Its identity hash code; 0 before it is first asked for. */
  int identity;

  Instance(VmClass type) {
    this.type = type;
    this.slots = Slots.copy(type.defaults());
    Heap.took(this);
  }

  /** As clone does: the same fields. */
  Instance(Instance other) {
    this.type = other.type;
    this.slots = Slots.copy(other.slots);
    Heap.took(this);
  }
}

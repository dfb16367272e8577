package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** What a call instruction calls, with the override that its last receiver had. */
final class CallTarget {

  final VmMethod method;

  /** As the call site has it; another than the method's for those of any signature. */
  final String descriptor;

  final int argumentSlots;
  private @Nullable VmClass seen;
  private @Nullable VmMethod chosen;

  CallTarget(VmMethod method, String descriptor) {
    this.method = method;
    this.descriptor = descriptor;
    this.argumentSlots = Descriptors.slots(descriptor) + (method.isStatic() ? 0 : 1);
  }

  /** What a virtual call reaches in an object of this class; null if nothing. */
  @Nullable VmMethod choose(VmClass type) {
    if (method.isDirect()) {
      return method;
    }
    if (type != seen) {
      seen = type;
      chosen = type.find(method.key);
    }
    return chosen;
  }
}

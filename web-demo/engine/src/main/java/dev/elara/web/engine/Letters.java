package dev.elara.web.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Letters from outside, and the thread of the program that waits for them. */
final class Letters {

  private final Vm vm;
  private final Deque<RefArray> arrived = new ArrayDeque<>();
  private @Nullable VmThread reader;

  Letters(Vm vm) {
    this.vm = vm;
  }

  /** Puts a letter behind those that wait to be read. */
  void deliver(String text, List<byte[]> buffers) {
    RefArray letter = new RefArray(vm.classes.find("[Ljava/lang/Object;"), buffers.size() + 1);
    letter.elements[0] = vm.strings.make(text);
    for (int i = 0; i < buffers.size(); i++) {
      letter.elements[i + 1] = buffers.get(i);
    }
    arrived.add(letter);
    if (reader != null) {
      reader.ready();
      reader = null;
    }
  }

  /** The native method that reads a letter. */
  void receive(NativeCall call) {
    RefArray next = arrived.poll();
    if (next != null) {
      call.result(next);
      return;
    }
    reader = call.thread;
    call.thread.block();
    call.again();
  }

  /** The native method that sends one. */
  void send(NativeCall call) {
    RefArray buffers = (RefArray) call.ref(1);
    List<byte[]> parts = new java.util.ArrayList<>();
    for (Object each : buffers.elements) {
      parts.add((byte[]) java.util.Objects.requireNonNull(each));
    }
    vm.host.send(call.text(0), parts);
  }
}

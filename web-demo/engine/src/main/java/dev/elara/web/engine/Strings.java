package dev.elara.web.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Strings of the program from strings of the host, and back. */
final class Strings {

  private final Vm vm;
  private final Map<String, Instance> interned = new HashMap<>();

  Strings(Vm vm) {
    this.vm = vm;
  }

  /** The one instance of a constant. */
  Instance intern(String text) {
    Instance found = interned.get(text);
    if (found == null) {
      found = make(text);
      interned.put(text, found);
    }
    return found;
  }

  /** The one instance of what equals this one. */
  Instance intern(Instance string) {
    Instance before = interned.putIfAbsent(host(string), string);
    return before == null ? string : before;
  }

  /** A new string. */
  Instance make(String text) {
    Instance made = new Instance(vm.classes.find("java/lang/String"));
    int length = text.length();
    boolean latin = true;
    for (int i = 0; i < length && latin; i++) {
      latin = text.charAt(i) < 256;
    }
    byte[] bytes = new byte[latin ? length : 2 * length];
    for (int i = 0; i < length; i++) {
      char each = text.charAt(i);
      if (latin) {
        bytes[i] = (byte) each;
      } else {
        bytes[2 * i] = (byte) each;
        bytes[2 * i + 1] = (byte) (each >> 8);
      }
    }
    vm.set(made, "value", bytes);
    vm.set(made, "coder", latin ? 0 : 1);
    return made;
  }

  /** The host's string. */
  String host(Instance string) {
    byte[] bytes = (byte[]) Objects.requireNonNull(vm.ref(string, "value"));
    boolean latin = vm.integer(string, "coder") == 0;
    char[] chars = new char[latin ? bytes.length : bytes.length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] =
          (char) (latin ? bytes[i] & 0xff : (bytes[2 * i] & 0xff) | (bytes[2 * i + 1] & 0xff) << 8);
    }
    return new String(chars);
  }
}

package dev.elara.web.compiler;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The API that cells compile against: class files without bodies, of what the browser has.
 *
 * <p>As bytes: for each class its module ({@code ""} on the class path), its internal name, the
 * number of its bytes and they; then an empty name. Then the names of what cells cannot use of the
 * JDK, each with the reason; then an empty name. Texts as {@link java.io.DataOutput#writeUTF}
 * writes them. Immutable.
 */
final class Api {

  /** A class file of the API. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Stub(String module, String name, byte[] bytes) {

    /** Its package, with dots. */
    String packageName() {
      int slash = name.lastIndexOf('/');
      return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
    }

    boolean isTopLevel() {
      return name.indexOf('/') > 0 && name.indexOf('$') < 0;
    }
  }

  private final Map<String, Map<String, Stub>> modules = new LinkedHashMap<>();
  private final Map<String, List<Stub>> packages = new HashMap<>();

  private final Map<String, String> leftOut = new HashMap<>();

  private Api() {}

  /** Reads it. */
  static Api read(byte[] bytes) {
    var api = new Api();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (true) {
        String module = in.readUTF();
        String name = in.readUTF();
        if (name.isEmpty()) {
          api.readLeftOut(in);
          return api;
        }
        var file = new byte[in.readInt()];
        in.readFully(file);
        api.add(new Stub(module, name, file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The API's file is cut short or not what it should be", e);
    }
  }

  private void readLeftOut(DataInputStream in) throws IOException {
    for (String name = in.readUTF(); !name.isEmpty(); name = in.readUTF()) {
      leftOut.put(name, in.readUTF());
    }
  }

  /**
   * What cells cannot use, and why: modules, packages, classes and members by their names with
   * dots.
   */
  Map<String, String> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }

  private void add(Stub stub) {
    modules.computeIfAbsent(stub.module(), _ -> new HashMap<>()).put(stub.name(), stub);
    packages
        .computeIfAbsent(stub.module() + "/" + stub.packageName(), _ -> new ArrayList<>())
        .add(stub);
  }

  /** The modules it has classes of. */
  List<String> modules() {
    return modules.keySet().stream().filter(name -> !name.isEmpty()).toList();
  }

  /** The classes of a package, of a module or, if that is empty, of the class path. */
  List<Stub> of(String module, String packageName) {
    return packages.getOrDefault(module + "/" + packageName, List.of());
  }

  /** A class by its internal name; null if it has none. */
  @Nullable Stub find(String module, String name) {
    return modules.getOrDefault(module, Map.of()).get(name);
  }

  /** Hands over the top-level types: the module, then the qualified name. */
  void types(BiConsumer<String, String> found) {
    for (var stubs : modules.values()) {
      for (Stub stub : stubs.values()) {
        if (stub.isTopLevel()) {
          found.accept(stub.module(), stub.name().replace('/', '.'));
        }
      }
    }
  }
}

package dev.elara.web.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles programs, and runs them in the engine and on the JVM. */
final class Programs {

  private Programs() {}

  /** The class files of a source, by binary name. */
  static Map<String, byte[]> compile(String name, String source) {
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    var javac = ToolProvider.getSystemJavaCompiler();
    var files =
        new ForwardingJavaFileManager<JavaFileManager>(
            javac.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + type), kind) {
              @Override
              public OutputStream openOutputStream() {
                var out = new ByteArrayOutputStream();
                classes.put(type, out);
                return out;
              }
            };
          }
        };
    var unit =
        new SimpleJavaFileObject(
            URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return source;
          }
        };
    var messages = new StringWriter();
    var task =
        javac.getTask(messages, files, null, List.of("-g", "-proc:none"), null, List.of(unit));
    if (!task.call()) {
      throw new IllegalArgumentException(messages + "\n" + source);
    }
    try {
      files.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    classes.forEach((type, out) -> bytes.put(type, out.toByteArray()));
    return bytes;
  }

  /** What a class's {@code static String run()} returns on the JVM; or what it throws. */
  static String onJvm(String name, Map<String, byte[]> classes) {
    var loader =
        new ClassLoader(Programs.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String type) throws ClassNotFoundException {
            byte[] bytes = classes.get(type);
            if (bytes == null) {
              throw new ClassNotFoundException(type);
            }
            return defineClass(type, bytes, 0, bytes.length);
          }
        };
    try {
      return String.valueOf(loader.loadClass(name).getMethod("run").invoke(null));
    } catch (java.lang.reflect.InvocationTargetException e) {
      return "threw " + e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same in the engine. */
  static String inEngine(Engine engine, String name, Map<String, byte[]> classes) {
    var pending = new LinkedHashMap<>(classes);
    engine.defineAll(pending.values());
    String[] outcome = new String[1];
    engine.call(
        name,
        "run()Ljava/lang/String;",
        new Engine.End() {
          @Override
          public void returned(@org.jspecify.annotations.Nullable Object result) {
            outcome[0] = String.valueOf(result);
          }

          @Override
          public void threw(String description) {
            outcome[0] = "threw " + description;
          }
        });
    while (outcome[0] == null) {
      long pause = engine.run(1000);
      if (pause < 0 && outcome[0] == null) {
        return "waits for ever";
      }
      if (pause > 0 && outcome[0] == null) {
        java.util.concurrent.locks.LockSupport.parkNanos(pause * 1_000_000);
      }
    }
    return outcome[0];
  }
}

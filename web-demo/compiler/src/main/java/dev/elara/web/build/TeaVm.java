package dev.elara.web.build;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.EmptyTeaVMToolLog;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Compiles a program to WebAssembly with garbage collection. */
final class TeaVm {

  private TeaVm() {}

  /**
   * Compiles the program into {@code folder/name}. Blocks for most of a minute.
   *
   * @throws IOException if the program refers to what TeaVM's library lacks; the message says where
   */
  static void compile(String mainClass, List<Path> classPath, Path folder, String name)
      throws IOException {
    var tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
    tool.setMainClass(mainClass);
    tool.setTargetDirectory(folder.toFile());
    tool.setTargetFileName(name);
    tool.setObfuscated(true);
    tool.setStrict(true);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setClassPath(classPath.stream().map(Path::toFile).toList());
    tool.setLog(new EmptyTeaVMToolLog());
    try (var loader = new URLClassLoader(urls(classPath), TeaVMTool.class.getClassLoader())) {
      tool.setClassLoader(loader);
      tool.generate();
    } catch (TeaVMToolException e) {
      throw new IOException("TeaVM failed on " + mainClass, e);
    }
    var severe = tool.getProblemProvider().getSevereProblems();
    if (!severe.isEmpty()) {
      Files.deleteIfExists(folder.resolve(name));
      throw new IOException(
          mainClass
              + " does not compile for the browser:\n"
              + severe.stream().map(TeaVm::text).distinct().collect(Collectors.joining("\n")));
    }
  }

  private static URL[] urls(List<Path> classPath) throws MalformedURLException {
    var urls = new URL[classPath.size()];
    for (int at = 0; at < urls.length; at++) {
      urls[at] = classPath.get(at).toUri().toURL();
    }
    return urls;
  }

  private static String text(Problem problem) {
    var text = new DefaultProblemTextConsumer();
    problem.render(text);
    return text.getText() + " @ " + problem.getLocation().getMethod();
  }
}

package dev.elara.examples.embedding;

import dev.elara.display.Renderers;
import dev.elara.java.JavaShell;
import dev.elara.java.SharedObjects;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.KernelBuilder;
import dev.elara.ws.ElaraServer;
import dev.elara.ws.ServerBuilder;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelSpec;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Opens a shop, and notebooks in which {@code shop} is that very shop. */
public final class ShopNotebook {

  private ShopNotebook() {}

  /** Serves notebooks of the current directory until it is stopped. */
  public static void main(String[] args) throws Exception {
    Shop shop = new Shop();
    try (ElaraServer server = server(shop).directory(Path.of("")).start()) {
      System.out.println("Open " + server.link());
      for (int customer = 1; ; customer++) {
        shop.order("tea", 300 + customer % 50);
        Thread.sleep(1_000);
      }
    }
  }

  /** A server whose kernels run in this JVM and know the shop. */
  static ServerBuilder server(Shop shop) {
    KernelSpec java = new KernelSpec("shop", "Java in the shop", "java");
    EmbeddedLauncher launcher =
        new EmbeddedLauncher(java, ShopNotebook::kernel)
            .beginningWith(
                List.of(
                    "import dev.elara.examples.embedding.Shop;",
                    SharedObjects.variable("shop", Shop.class, shop)),
                (level, line, cause) -> System.err.println(line));
    return ElaraServer.builder(launcher);
  }

  /** A kernel for Java whose cells see this application's classes. */
  private static KernelBuilder kernel() {
    Renderers renderers = new Renderers();
    var classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    JavaShell shell =
        new JavaShell(
            new JavacCellCompiler(CompilerSettings.of(classPath)),
            ShopNotebook.class.getClassLoader(),
            renderers);
    return Kernel.builder(shell).renderers(renderers);
  }
}

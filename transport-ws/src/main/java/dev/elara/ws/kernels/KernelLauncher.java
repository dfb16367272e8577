package dev.elara.ws.kernels;

import dev.elara.kernel.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Starts kernels: in this JVM, or in processes of their own. Thread-safe. */
public interface KernelLauncher extends AutoCloseable {

  /**
   * What is to be started.
   *
   * @param spec the kind
   * @param directory where its notebook is, the kernel's working directory if it is a process
   * @param environment variables for a kernel that is a process
   */
  record Launch(KernelSpec spec, Path directory, Map<String, String> environment) {}

  /** The kinds of kernels there are, the default first. Never empty. */
  java.util.List<KernelSpec> specs();

  /**
   * Starts a kernel. May block until it is there.
   *
   * @param everyone hears what it tells everyone
   * @param ended told why, once, if it ends without {@link KernelLink#end}
   * @throws IOException if it cannot be started; says why and what to do
   */
  KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended) throws IOException;

  /** Lets go of what is kept ready. Kernels that run are ended by their links. */
  @Override
  default void close() {}
}

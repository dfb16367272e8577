package dev.elara.cli.spec;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say into which data folder a kernelspec goes; at most one is given. */
final class Place {

  @SuppressWarnings("UnusedVariable") // What it asks for is what happens if nothing is asked for.
  @Option(names = "--user", description = "for your user (the default)")
  private boolean user;

  @Option(
      names = "--sys-prefix",
      description = "into the active Python environment (venv, conda), or that of python3")
  private boolean sysPrefix;

  @Option(
      names = "--prefix",
      paramLabel = "FOLDER",
      description = "into FOLDER/share/jupyter, such as /usr/local")
  private @Nullable Path prefix;

  /** The data folder they mean. */
  Path dataFolder(DataFolders folders) {
    if (prefix != null) {
      return DataFolders.below(prefix);
    }
    return sysPrefix ? folders.pythonEnvironment() : folders.user();
  }
}

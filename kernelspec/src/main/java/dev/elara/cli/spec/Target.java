package dev.elara.cli.spec;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which kernelspec is meant: its name and its place. */
final class Target {

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what clients ask for (default: ${DEFAULT-VALUE})")
  private String name = KernelSpec.DEFAULT_NAME;

  /** The kernelspec's name. */
  String name() {
    return name;
  }

  /** Where it is installed, or would be. */
  Installation installation() {
    return Installation.of(place.dataFolder(DataFolders.ofProcess()), name);
  }
}

package dev.elara.cli.run;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Reason;
import dev.elara.cli.notebook.Notebook;
import dev.elara.ws.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an executed notebook goes.
 *
 * @param file the file, or null for nowhere
 * @param inPlace whether that is the notebook's own file
 */
record Destination(@Nullable Path file, boolean inPlace) {

  /**
   * The destination of {@code notebook}.
   *
   * @param output what {@code --output} says: a file, or a folder for a file of the same name
   * @throws CommandFailed if nothing could be written there
   */
  static Destination of(Path notebook, @Nullable Path output, boolean inPlace) {
    if (output == null) {
      return inPlace ? checked(notebook, true) : new Destination(null, false);
    }
    boolean folder = Files.isDirectory(output);
    Path file = folder ? output.resolve(notebook.getFileName()) : output;
    return checked(file, isSame(notebook, file));
  }

  private static Destination checked(Path file, boolean inPlace) {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed("Cannot write %s: there is no folder %s".formatted(file, folder));
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailed("Cannot write %s: it is a folder".formatted(file));
    }
    if (!Files.isWritable(folder)) {
      throw new CommandFailed("Cannot write %s: no permission for %s".formatted(file, folder));
    }
    return new Destination(file, inPlace);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Writes what a run left. A notebook's own file is only replaced by a run that went to its end;
   * elsewhere a run that stopped is written too, with what it had by then.
   *
   * @return the file written, or empty
   * @throws CommandFailed if it cannot be written; the old file is untouched then
   */
  Optional<Path> write(Notebook notebook, Ending ending) {
    if (file == null || (inPlace && !(ending instanceof Ending.Completed))) {
      return Optional.empty();
    }
    try {
      AtomicFile.write(file, notebook.write());
      return Optional.of(file);
    } catch (IOException e) {
      throw new CommandFailed(
          "Cannot write the executed notebook to %s: %s. Nothing there was changed."
              .formatted(file, Reason.of(e)));
    }
  }
}

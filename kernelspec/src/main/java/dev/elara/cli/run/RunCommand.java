package dev.elara.cli.run;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Elara;
import dev.elara.cli.ExitCode;
import dev.elara.cli.Reason;
import dev.elara.cli.Signals;
import dev.elara.cli.notebook.NotANotebook;
import dev.elara.cli.notebook.Notebook;
import dev.elara.cli.notebook.Parameters;
import dev.elara.message.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code elara run}: runs notebooks from top to bottom, each on a fresh kernel in this process. */
@Command(
    name = "run",
    description = {
      "Runs notebooks from top to bottom, each on a fresh kernel. Needs no Jupyter and no Python.",
      "",
      "What cells show goes to standard output, progress and errors to standard error. Stops at the"
          + " first cell that fails and shows it.",
      "",
      "The notebooks themselves are not touched, and nothing is written, unless --output or"
          + " --inplace says so. What is written appears whole or not at all.",
    },
    exitCodeListHeading = "%nExits with:%n",
    exitCodeList = {
      "0:every cell ran",
      "1:a cell failed or took too long",
      "2:the arguments or a file cannot be used",
      "130:stopped with Ctrl-C"
    },
    footer = {
      "",
      "Examples:",
      "  elara run examples/tour.ipynb",
      "  elara run report.ipynb -p year=2026 -p region=north --output report-2026.ipynb",
      "  elara run --inplace --timeout 60 *.ipynb",
    })
public final class RunCommand implements Callable<Integer> {

  private static final Map<String, @Nullable Object> KERNELSPEC =
      Content.of(
          "display_name",
          "Java " + Runtime.version().feature() + " (Elara)",
          "language",
          "java",
          "name",
          "elara");

  /** A notebook that is about to be run. */
  private record Job(Path file, Notebook notebook, Destination destination) {}

  /** Where the command line may say where results go; at most one is given. */
  private static final class Results {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description =
            "write the executed notebook there; a folder for several (also what ran before an error)")
    private @Nullable Path output;

    @Option(
        names = "--inplace",
        description = "write the executed notebook over the notebook itself, if it ran to its end")
    private boolean inPlace;
  }

  @ParentCommand private @Nullable Elara elara;

  @CommandLine.Parameters(arity = "1..*", paramLabel = "NOTEBOOK", description = "what to run")
  private List<Path> notebooks = List.of();

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description =
          "a variable, set after the cell tagged 'parameters' (or first), with the type that cell"
              + " declares or else the value's: int, long, double, boolean or String")
  private List<String> parameters = List.of();

  @ArgGroup private Results results = new Results();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "how long a cell may take (default: as long as it likes)")
  private @Nullable Double timeout;

  @Option(names = "--allow-errors", description = "go on after cells that fail, and exit with 0")
  private boolean allowErrors;

  /** The run under way, for Ctrl-C; empty between runs. */
  private final AtomicReference<@Nullable Inbox> current = new AtomicReference<>();

  private volatile boolean stopWanted;

  @Override
  public Integer call() {
    List<Job> jobs = jobs();
    var transcript = new Transcript(Elara.of(elara).terminal());
    Signals.onInterrupt(this::stop);
    var guard = ExitGuard.install(Elara.of(elara).terminal());
    try {
      for (Job job : jobs) {
        int exitCode = stopWanted ? ExitCode.INTERRUPTED : run(job, jobs.size() > 1, transcript);
        if (exitCode != ExitCode.OK) {
          return exitCode;
        }
      }
      return ExitCode.OK;
    } finally {
      guard.release();
    }
  }

  /** Ctrl-C: the first asks, the second does not. */
  private void stop() {
    if (stopWanted) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    stopWanted = true;
    Inbox inbox = current.get();
    if (inbox != null) {
      inbox.wantStop();
    }
  }

  private int run(Job job, boolean named, Transcript transcript) {
    if (named) {
      transcript.say(job.file + ":");
    }
    Ending ending = run(job.notebook, transcript);
    job.destination.write(job.notebook, ending).ifPresent(f -> transcript.say("Wrote " + f));
    return switch (ending) {
      case Ending.Stopped() -> ExitCode.INTERRUPTED;
      case Ending.Failed(int cell) -> {
        transcript.say("%s stopped at cell %d.".formatted(job.file, cell));
        yield ExitCode.CELL_FAILED;
      }
      case Ending.Completed(int failures) -> {
        if (failures > 0) {
          transcript.say("%s: %d cells failed.".formatted(job.file, failures));
        }
        yield ExitCode.OK;
      }
    };
  }

  private Ending run(Notebook notebook, Transcript transcript) {
    var inbox = new Inbox();
    current.set(inbox);
    if (stopWanted) {
      inbox.wantStop();
    }
    Duration limit = timeout == null ? null : Duration.ofNanos((long) (timeout * 1e9));
    try (var kernel = LocalKernel.start(inbox, Elara.of(elara).terminal())) {
      return new NotebookRun(kernel::receive, inbox, transcript, limit, allowErrors)
          .run(notebook, KERNELSPEC);
    } finally {
      current.set(null);
    }
  }

  /** Everything that can be wrong with the request is found before the first cell runs. */
  private List<Job> jobs() {
    if (timeout != null && !(timeout > 0 && timeout < 1e9)) {
      throw new CommandFailed("--timeout takes seconds above 0, not " + timeout + ".");
    }
    if (notebooks.size() > 1 && results.output != null && !Files.isDirectory(results.output)) {
      throw new CommandFailed(
          "With several notebooks --output takes a folder that exists; %s is none."
              .formatted(results.output));
    }
    List<Job> jobs = new ArrayList<>();
    for (Path file : notebooks) {
      Notebook notebook = read(file);
      try {
        if (!Parameters.parse(parameters).injectInto(notebook)) {
          var err = Elara.of(elara).terminal().err();
          err.println(file + " has no cell tagged 'parameters': the given ones come first.");
        }
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(String.valueOf(e.getMessage()));
      }
      jobs.add(new Job(file, notebook, Destination.of(file, results.output, results.inPlace)));
    }
    refuseToOverwriteResults(jobs);
    return jobs;
  }

  private static void refuseToOverwriteResults(List<Job> jobs) {
    Map<Path, Path> writtenBy = new HashMap<>();
    for (Job job : jobs) {
      Path file = job.destination.file();
      if (file == null) {
        continue;
      }
      Path other = writtenBy.put(file.toAbsolutePath().normalize(), job.file);
      if (other != null) {
        throw new CommandFailed(
            "%s and %s would both be written to %s. Run them one by one, each to a place of its own."
                .formatted(other, job.file, file));
      }
    }
  }

  private static Notebook read(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailed("Cannot run %s: it is a folder, not a notebook.".formatted(file));
    }
    Notebook notebook;
    try {
      notebook = Notebook.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailed("Cannot read %s: %s.".formatted(file, Reason.of(e)));
    } catch (NotANotebook e) {
      throw new CommandFailed("Cannot run %s: %s.".formatted(file, e.getMessage()));
    }
    String language = notebook.language();
    if (language != null && !language.equals("java")) {
      throw new CommandFailed(
          "Cannot run %s: it is written in %s, and this kernel runs Java."
              .formatted(file, language));
    }
    return notebook;
  }
}

package dev.elara.kernel;

import dev.elara.message.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a cell wants to be run: what its first line, its tags and its request say, in this order of
 * precedence.
 *
 * @param code the cell's code, an option line left empty so that line numbers stay
 * @param threadName the name of the thread to run on; null for any
 * @param timeout how long it may take; null for as long as it likes
 * @param raisesException whether an error is expected, and none is an error
 * @param stopOnError whether its failure aborts the cells queued behind it
 */
record CellOptions(
    String code,
    RunMode mode,
    @Nullable String threadName,
    @Nullable Duration timeout,
    boolean raisesException,
    boolean stopOnError) {

  /** The options of a cell that has none. */
  static CellOptions plain(Request.Execute request) {
    return new CellOptions(
        request.code(),
        request.silent() ? RunMode.TASK : RunMode.QUEUE,
        null,
        null,
        false,
        request.stopOnError());
  }

  /**
   * Reads the options of a cell.
   *
   * @throws InvalidOption if one does not exist or has a wrong value
   */
  static CellOptions read(Request.Execute request, Map<String, @Nullable Object> metadata) {
    CellOptions options = plain(request);
    if (metadata.get("tags") instanceof List<?> tags) {
      for (Object tag : tags) {
        if (tag instanceof String text) {
          options = options.withTag(text.strip());
        }
      }
    }
    return options.withFirstLine();
  }

  private CellOptions withTag(String tag) {
    int equals = tag.indexOf('=');
    String value = equals < 0 ? "" : tag.substring(equals + 1).strip();
    return switch (equals < 0 ? tag : tag.substring(0, equals).strip()) {
      case "task" -> withoutValue(tag, withMode(RunMode.TASK, null));
      case "thread" -> withoutValue(tag, withMode(RunMode.THREAD, null));
      case "raises-exception" ->
          withoutValue(tag, new CellOptions(code, mode, threadName, timeout, true, false));
      case "timeout" -> withTimeout(seconds(value));
      case "stop-on-error" -> withStopOnError(flag(value));
      default -> this; // tags are everybody's; only these are ours
    };
  }

  private static CellOptions withoutValue(String tag, CellOptions options) {
    if (tag.indexOf('=') >= 0) {
      throw new InvalidOption("The tag '" + tag + "' takes no value.");
    }
    return options;
  }

  private CellOptions withFirstLine() {
    int end = code.indexOf('\n');
    String comment = code.substring(0, end < 0 ? code.length() : end).strip();
    if (!comment.startsWith("//")) {
      return this;
    }
    String line = comment.substring(2).strip();
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space).strip();
    RunMode wanted =
        switch (word) {
          case "queue" -> RunMode.QUEUE;
          case "task" -> RunMode.TASK;
          case "thread" -> RunMode.THREAD;
          default -> null;
        };
    if (wanted == null || !(rest.isEmpty() || startsWithAnOption(rest))) {
      return this; // an ordinary comment
    }
    return withCode(end < 0 ? "" : code.substring(end)).withMode(wanted, name(wanted, line, rest));
  }

  /** Words and an equals sign may be a sentence; a word with one, or a name, is meant for us. */
  private static boolean startsWithAnOption(String rest) {
    int equals = rest.indexOf('=');
    String key = equals < 0 ? "" : rest.substring(0, equals);
    return !key.isEmpty() && (key.indexOf(' ') < 0 || key.strip().equals("name"));
  }

  private static @Nullable String name(RunMode mode, String line, String option) {
    if (option.isEmpty()) {
      return null;
    }
    int equals = option.indexOf('=');
    String name = option.substring(equals + 1).strip();
    boolean known = mode == RunMode.THREAD && option.substring(0, equals).strip().equals("name");
    if (!known || name.isEmpty()) {
      throw new InvalidOption("'// " + line + "' is not a way to run a cell.");
    }
    return name;
  }

  private static Duration seconds(String value) {
    try {
      double seconds = Double.parseDouble(value);
      if (seconds > 0 && seconds < 1e9) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
      }
    } catch (NumberFormatException notANumber) {
      throw new InvalidOption("The tag 'timeout=" + value + "' needs a number of seconds.");
    }
    throw new InvalidOption("The tag 'timeout=" + value + "' needs a number above 0.");
  }

  private static boolean flag(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidOption("The tag 'stop-on-error=" + value + "' needs true or false.");
    };
  }

  private CellOptions withCode(String newCode) {
    return new CellOptions(newCode, mode, threadName, timeout, raisesException, stopOnError);
  }

  private CellOptions withMode(RunMode newMode, @Nullable String newName) {
    return new CellOptions(code, newMode, newName, timeout, raisesException, stopOnError);
  }

  private CellOptions withTimeout(Duration newTimeout) {
    return new CellOptions(code, mode, threadName, newTimeout, raisesException, stopOnError);
  }

  private CellOptions withStopOnError(boolean newStop) {
    return new CellOptions(code, mode, threadName, timeout, raisesException, newStop);
  }
}

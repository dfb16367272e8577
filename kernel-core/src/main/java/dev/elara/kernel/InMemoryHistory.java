package dev.elara.kernel;

import dev.elara.message.HistoryAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A history that lasts as long as the kernel. Each shell and subshell sees its own session; the
 * oldest entries of a session go when there are more than {@value #LIMIT}.
 *
 * <p>Thread-safe; never blocks.
 */
public final class InMemoryHistory implements History {

  /** How many entries a session keeps. */
  static final int LIMIT = 100_000;

  private int sessions; // guarded by this

  @Override
  public synchronized HistorySession open(@Nullable String subshellId) {
    sessions++;
    return new Session(sessions);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private static final class Session implements HistorySession {

    private final int number;
    private final List<Entry> entries = new ArrayList<>(); // guarded by this

    Session(int number) {
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public synchronized void input(int line, String code) {
      entries.add(new Entry(number, line, code, null));
      if (entries.size() > LIMIT) {
        entries.subList(0, LIMIT / 10).clear();
      }
    }

    @Override
    public synchronized void output(int line, String text) {
      for (int i = entries.size() - 1; i >= 0; i--) {
        Entry entry = entries.get(i);
        if (entry.line() == line) {
          entries.set(i, new Entry(number, line, entry.input(), text));
          return;
        }
      }
    }

    @Override
    public synchronized List<Entry> find(HistoryAccess access) {
      return switch (access) {
        case HistoryAccess.Range range -> range(range);
        case HistoryAccess.Tail tail -> last(entries, tail.n());
        case HistoryAccess.Search search -> search(search);
      };
    }

    private List<Entry> range(HistoryAccess.Range range) {
      boolean own = range.session() == 0 || range.session() == number;
      Integer stop = range.stop();
      return entries.stream()
          .filter(entry -> own && entry.line() >= range.start())
          .filter(entry -> stop == null || entry.line() < stop)
          .toList();
    }

    private List<Entry> search(HistoryAccess.Search search) {
      Predicate<String> matches = Glob.matcher(search.pattern());
      Set<String> seen = new HashSet<>();
      List<Entry> found = new ArrayList<>();
      for (int i = entries.size() - 1; i >= 0; i--) {
        Entry entry = entries.get(i);
        if (matches.test(entry.input()) && (!search.unique() || seen.add(entry.input()))) {
          found.add(entry);
        }
      }
      Collections.reverse(found);
      return last(found, search.n());
    }

    private static List<Entry> last(List<Entry> entries, @Nullable Integer n) {
      int from = n == null ? 0 : Math.max(0, entries.size() - Math.max(0, n));
      return List.copyOf(entries.subList(from, entries.size()));
    }
  }
}

package dev.elara.caller;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Several things that are looked at. */
final class ListSubject<T> extends Subject {

  private final @Nullable Iterable<T> items;

  ListSubject(@Nullable Iterable<T> items) {
    super(items);
    this.items = items;
  }

  private List<T> list() {
    isNotNull();
    List<T> list = new ArrayList<>();
    if (items != null) {
      items.forEach(list::add);
    }
    return list;
  }

  void isEmpty() {
    check(list().isEmpty(), "nothing in it");
  }

  void hasSize(int size) {
    check(list().size() == size, size + " in it");
  }

  void containsExactly(Object... expected) {
    check(list().equals(Arrays.asList(expected)), Arrays.toString(expected));
  }

  void containsExactlyInAnyOrder(Object... expected) {
    List<Object> left = new ArrayList<>(Arrays.asList(expected));
    boolean all = true;
    for (T item : list()) {
      all &= left.remove(item);
    }
    check(all && left.isEmpty(), Arrays.toString(expected) + " in any order");
  }

  void contains(Object item) {
    check(list().contains(item), item + " in it");
  }

  void doesNotContain(Object... items) {
    for (Object item : items) {
      check(!list().contains(item), "no " + item + " in it");
    }
  }

  ListSubject<T> allMatch(Predicate<T> predicate) {
    check(list().stream().allMatch(predicate), "all to match");
    return this;
  }

  void noneMatch(Predicate<T> predicate) {
    check(list().stream().noneMatch(predicate), "none to match");
  }
}

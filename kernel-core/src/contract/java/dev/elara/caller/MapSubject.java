package dev.elara.caller;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map that is looked at. */
final class MapSubject extends Subject {

  private final Map<?, ?> map;

  MapSubject(@Nullable Map<?, ?> map) {
    super(map);
    this.map = map == null ? Map.of() : map;
  }

  MapSubject containsKey(Object key) {
    check(map.containsKey(key), "a map with the key " + key);
    return this;
  }

  MapSubject containsEntry(Object key, Object value) {
    check(Objects.equals(map.get(key), value), "a map with the entry " + key + "=" + value);
    return this;
  }
}

package dev.elara.web.library;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** What a service loader finds where nothing registers services. */
public final class Services {

  private Services() {}

  /** In place of {@link ServiceLoader#iterator}. */
  public static Iterator<?> iterator(ServiceLoader<?> loader) {
    return Collections.emptyIterator();
  }

  /** In place of {@link ServiceLoader#stream}. */
  public static Stream<?> stream(ServiceLoader<?> loader) {
    return Stream.empty();
  }

  /** In place of {@link ServiceLoader#findFirst}. */
  public static Optional<?> findFirst(ServiceLoader<?> loader) {
    return Optional.empty();
  }
}

package dev.elara.web.bundle;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages of java.base that cells may use in a browser: those the engine runs. What else there
 * is needs processes, native code or loaders.
 */
public final class ApiPackages {

  /** In internal form. */
  public static final Set<String> ALL =
      Stream.of(
              "java.io",
              "java.lang",
              "java.lang.annotation",
              "java.lang.constant",
              "java.lang.invoke",
              "java.lang.ref",
              "java.lang.reflect",
              "java.lang.runtime",
              "java.math",
              "java.net",
              "java.nio",
              "java.nio.channels",
              "java.nio.charset",
              "java.nio.file",
              "java.nio.file.attribute",
              "java.security",
              "java.text",
              "java.time",
              "java.time.chrono",
              "java.time.format",
              "java.time.temporal",
              "java.time.zone",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "java.util.concurrent.locks",
              "java.util.function",
              "java.util.random",
              "java.util.regex",
              "java.util.stream",
              "java.util.zip")
          .map(name -> name.replace('.', '/'))
          .collect(Collectors.toUnmodifiableSet());

  private ApiPackages() {}
}

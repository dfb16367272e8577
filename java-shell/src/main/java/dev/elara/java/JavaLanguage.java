package dev.elara.java;

import dev.elara.shell.Language;
import java.util.List;
import java.util.Map;

/** What the kernel says of Java. */
public final class JavaLanguage {

  private static final String VERSION = Runtime.version().toString();

  /** Its name, versions and help. */
  public static final Language LANGUAGE =
      new Language(
          "java",
          VERSION,
          "text/x-java",
          ".java",
          "java",
          "java",
          "elara",
          version(),
          "Elara " + version() + ", Java " + VERSION,
          Map.of(
              "Java " + Runtime.version().feature() + " API",
              "https://docs.oracle.com/en/java/javase/"
                  + Runtime.version().feature()
                  + "/docs/api/index.html",
              "Java tutorials",
              "https://dev.java/learn/"),
          List.of());

  private JavaLanguage() {}

  private static String version() {
    String version = JavaLanguage.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }
}

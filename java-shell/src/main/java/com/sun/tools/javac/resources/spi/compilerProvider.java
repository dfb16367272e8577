package com.sun.tools.javac.resources.spi;

/** Where {@code ResourceBundle} looks for others' messages of javac: see the package. */
final class compilerProvider {
  private compilerProvider() {}
}

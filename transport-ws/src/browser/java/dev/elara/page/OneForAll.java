package dev.elara.page;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests something that takes long to start: one for all of them, closed after the last. */
public abstract class OneForAll<T extends AutoCloseable> implements ParameterResolver {

  private final Class<T> type;
  private final Starter<T> starter;

  /** Starts one. */
  @FunctionalInterface
  public interface Starter<T> {
    T start() throws IOException;
  }

  /** Gives it to parameters of {@code type}; starts it when the first test asks. */
  protected OneForAll(Class<T> type, Starter<T> starter) {
    this.type = type;
    this.starter = starter;
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(type))
        .computeIfAbsent(type, key -> started(), type);
  }

  private T started() {
    try {
      return starter.start();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}

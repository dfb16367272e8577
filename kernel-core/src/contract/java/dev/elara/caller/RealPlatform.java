package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import org.jspecify.annotations.Nullable;

/** What a {@link World} leaves as it is on the platform that the checks run on. */
abstract class RealPlatform implements Platform {

  final Platform real;

  RealPlatform(Platform real) {
    this.real = real;
  }

  @Override
  public Guard guard() {
    return real.guard();
  }

  @Override
  public boolean supports(Backend backend) {
    return real.supports(backend);
  }

  @Override
  public StrandHandle current() {
    return real.current();
  }

  @Override
  public boolean onMainThread() {
    return real.onMainThread();
  }

  @Override
  public @Nullable Object task() {
    return real.task();
  }

  @Override
  public void task(@Nullable Object task) {
    real.task(task);
  }

  @Override
  public @Nullable Object context() {
    return real.context();
  }

  @Override
  public void context(@Nullable Object context) {
    real.context(context);
  }

  @Override
  public void betweenTasks() {
    real.betweenTasks();
  }

  @Override
  public void relax(int attempt) {
    real.relax(attempt);
  }

  @Override
  public boolean disturbed() {
    return real.disturbed();
  }

  @Override
  public boolean parkedStrandsLive() {
    return real.parkedStrandsLive();
  }

  @Override
  public void whenCollected(Object object, Runnable then) {
    real.whenCollected(object, then);
  }
}

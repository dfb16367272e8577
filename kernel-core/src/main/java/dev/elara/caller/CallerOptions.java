package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Host;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller should be like. Null means: as the parent, or as usual.
 *
 * @param name the name, also of its thread
 * @param backend the kind of its strands
 * @param host the toolkit whose event thread it lives on; null for a thread of its own, also if the
 *     parent has a host
 * @param isProtected whether {@link Caller#stop()} leaves it alone
 * @param resources what its tasks find under {@link Caller#resources}, such as a transport's
 *     context
 * @param idleWorkers how many idle workers {@link Caller#toThread} keeps
 * @param workerIdleTime how long an idle worker is kept; zero for ever
 * @param holdLimit for debugging: after how long the stack of a task that has not waited is
 *     reported to the log; zero never. If neither this nor the parent says so, the system property
 *     {@code dev.elara.caller.holdLimitMillis} does
 */
public record CallerOptions(
    @Nullable String name,
    @Nullable Backend backend,
    @Nullable Host host,
    boolean isProtected,
    @Nullable Map<String, Object> resources,
    @Nullable Integer idleWorkers,
    @Nullable Duration workerIdleTime,
    @Nullable Duration holdLimit) {

  /** Nothing asked for. */
  public static final CallerOptions DEFAULT =
      new CallerOptions(null, null, null, false, null, null, null, null);

  public CallerOptions {
    resources = resources == null ? null : Map.copyOf(resources);
    if (idleWorkers != null && idleWorkers < 0) {
      throw new IllegalArgumentException("idleWorkers is " + idleWorkers + "; use 0 or more.");
    }
    if (workerIdleTime != null && workerIdleTime.isNegative()) {
      throw new IllegalArgumentException(
          "workerIdleTime is " + workerIdleTime + "; use zero for ever, or more.");
    }
    if (holdLimit != null && holdLimit.isNegative()) {
      throw new IllegalArgumentException(
          "holdLimit is " + holdLimit + "; use zero for never, or more.");
    }
  }

  /** Options with that name and nothing else. */
  public static CallerOptions named(String name) {
    return DEFAULT.name(name);
  }

  /** The same with another name. */
  public CallerOptions name(@Nullable String name) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same with another backend. */
  public CallerOptions backend(@Nullable Backend backend) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same on a toolkit's event thread. */
  public CallerOptions host(@Nullable Host host) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same, protected from {@link Caller#stop()}. */
  public CallerOptions asProtected() {
    return new CallerOptions(
        name, backend, host, true, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same with other resources. */
  public CallerOptions resources(Map<String, Object> resources) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same with another number of idle workers. */
  public CallerOptions idleWorkers(int idleWorkers) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same with another time to keep idle workers. */
  public CallerOptions workerIdleTime(Duration workerIdleTime) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** The same, reporting tasks that hold the caller longer than that. */
  public CallerOptions holdLimit(Duration holdLimit) {
    return new CallerOptions(
        name, backend, host, isProtected, resources, idleWorkers, workerIdleTime, holdLimit);
  }

  /** These, with what they leave open taken from the parent's. */
  CallerOptions under(CallerOptions parent) {
    return new CallerOptions(
        name,
        backend == null ? parent.backend : backend,
        host,
        isProtected,
        resources == null ? parent.resources : resources,
        idleWorkers == null ? parent.idleWorkers : idleWorkers,
        workerIdleTime == null ? parent.workerIdleTime : workerIdleTime,
        holdLimit == null ? parent.holdLimit : holdLimit);
  }
}

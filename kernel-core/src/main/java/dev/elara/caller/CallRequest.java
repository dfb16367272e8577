package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said about a call; the methods of {@link Caller} are short forms.
 *
 * @param work what to run
 * @param delay how long to wait before; zero not at all
 * @param context the context to run in; null for the one it is scheduled from
 * @param backend the kind of strand to run on; null for the caller's own
 * @param trackers which of the managers and groups active in the context take its pending in
 * @param metadata what {@link Pending#metadata} shows beside what the caller puts there
 */
public record CallRequest<T extends @Nullable Object>(
    Work<T> work,
    Duration delay,
    @Nullable Context context,
    @Nullable Backend backend,
    Tracking trackers,
    Map<String, @Nullable Object> metadata) {

  public CallRequest {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("The delay is " + delay + "; use zero or more.");
    }
    metadata =
        metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Run this soon, as usual. */
  public static <T extends @Nullable Object> CallRequest<T> of(Work<T> work) {
    return new CallRequest<>(work, Duration.ZERO, null, null, Tracking.ALL, Map.of());
  }

  /** The same after a delay. */
  public CallRequest<T> delay(Duration delay) {
    return new CallRequest<>(work, delay, context, backend, trackers, metadata);
  }

  /** The same in another context. */
  public CallRequest<T> context(Context context) {
    return new CallRequest<>(work, delay, context, backend, trackers, metadata);
  }

  /** The same on another kind of strand. */
  public CallRequest<T> backend(Backend backend) {
    return new CallRequest<>(work, delay, context, backend, trackers, metadata);
  }

  /** The same, taken in by those trackers; by all unless told otherwise. */
  public CallRequest<T> trackers(Tracking trackers) {
    return new CallRequest<>(work, delay, context, backend, trackers, metadata);
  }

  /** The same with other metadata. */
  public CallRequest<T> metadata(Map<String, @Nullable Object> metadata) {
    return new CallRequest<>(work, delay, context, backend, trackers, metadata);
  }
}

package dev.elara.caller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is at, at one moment; made by {@link Caller#activity}.
 *
 * @param waiting how many of its tasks wait, for a pending or for their time
 * @param ready how many could run, and wait for their turn
 * @param running the function that runs, for people; null if none does
 * @param held for how long that has not waited; zero if none runs
 */
public record CallerActivity(int waiting, int ready, @Nullable String running, Duration held) {}

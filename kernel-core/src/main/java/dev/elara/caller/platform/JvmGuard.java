package dev.elara.caller.platform;

import java.util.concurrent.locks.ReentrantLock;

/** A guard that is a lock. */
final class JvmGuard extends ReentrantLock implements Guard {}

package dev.elara.java.runtime;

import dev.elara.java.runtime.CellCalls.InPlaceOf;
import dev.elara.shell.Execution;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock.ReadLock;
import java.util.concurrent.locks.ReentrantReadWriteLock.WriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's waits that no interrupt ends, as cells call them: they end when the cell is stopped.
 * Any other interrupt they ignore like the originals, and leave the thread interrupted.
 *
 * <p>Public because code of cells calls it; not for use by hand. Each method blocks as the original
 * does and throws what it throws, and {@link CellStopped} in a cell that was interrupted.
 */
public final class CellWaits {

  private CellWaits() {}

  /** A wait that an interrupt ends. */
  @FunctionalInterface
  private interface Wait {
    void await() throws InterruptedException;
  }

  /** A wait with a result. */
  @FunctionalInterface
  private interface WaitForNumber {
    long await() throws InterruptedException;
  }

  private static void unlessStopped(Wait wait) {
    long _ =
        numberUnlessStopped(() -> {
          wait.await();
          return 0;
        });
  }

  private static long numberUnlessStopped(WaitForNumber wait) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        if (interrupted) {
          StopCheck.slowCheck();
        }
        try {
          return wait.await();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @InPlaceOf(CompletableFuture.class)
  public static <T extends @Nullable Object> T join(CompletableFuture<T> future) {
    if (!future.isDone()) {
      unlessStopped(() -> {
        try {
          var _ = future.get();
        } catch (ExecutionException | CancellationException _) {
          // done: join says how
        }
      });
    }
    return future.join();
  }

  /** Locks that are not the JDK's may not know {@code lockInterruptibly}. */
  @InPlaceOf({Lock.class, ReentrantLock.class, ReadLock.class, WriteLock.class})
  public static void lock(Lock lock) {
    if (!lock.getClass().getName().startsWith("java.util.concurrent.locks.")) {
      lock.lock();
      return;
    }
    unlessStopped(lock::lockInterruptibly);
  }

  @InPlaceOf(StampedLock.class)
  public static long readLock(StampedLock lock) {
    return numberUnlessStopped(lock::readLockInterruptibly);
  }

  @InPlaceOf(StampedLock.class)
  public static long writeLock(StampedLock lock) {
    return numberUnlessStopped(lock::writeLockInterruptibly);
  }

  @InPlaceOf(Condition.class)
  public static void awaitUninterruptibly(Condition condition) {
    unlessStopped(condition::await);
  }

  @InPlaceOf(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore) {
    acquireUninterruptibly(semaphore, 1);
  }

  @InPlaceOf(Semaphore.class)
  public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
    unlessStopped(() -> semaphore.acquire(permits));
  }

  @InPlaceOf(Phaser.class)
  public static int arriveAndAwaitAdvance(Phaser phaser) {
    return awaitAdvance(phaser, phaser.arrive());
  }

  @InPlaceOf(Phaser.class)
  public static int awaitAdvance(Phaser phaser, int phase) {
    return (int) numberUnlessStopped(() -> phaser.awaitAdvanceInterruptibly(phase));
  }

  /**
   * Nothing but its end ends this wait, so a stop closes the socket, as an interrupt does with one
   * that is a channel.
   */
  @InPlaceOf(ServerSocket.class)
  public static Socket accept(ServerSocket server) throws IOException {
    Execution execution = CurrentExecution.get();
    if (execution == null) {
      return server.accept();
    }
    Runnable takeBack = execution.onInterrupt(() -> close(server));
    try {
      return server.accept();
    } catch (SocketException closed) {
      StopCheck.slowCheck();
      throw closed;
    } finally {
      takeBack.run();
    }
  }

  private static void close(ServerSocket server) {
    try {
      server.close();
    } catch (IOException _) {
      // It is closed all the same, or the wait goes on and the cell is left behind.
    }
  }
}

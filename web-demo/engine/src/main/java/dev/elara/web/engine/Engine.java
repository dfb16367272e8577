package dev.elara.web.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs class files where no JVM is: a program of many threads on the one thread that calls {@link
 * #run}. The JDK's classes are its own class files, found by the {@link Host}.
 *
 * <p>Used on one thread only. Nothing blocks: {@link #run} returns when its time is up.
 */
public final class Engine {

  /** How a call ended. Called on the engine's thread, within {@link #run}. */
  public interface End {

    /** It returned this: a host's number, a host's string for a string, or some other object. */
    void returned(@Nullable Object result);

    /** It threw: the exception's class, message and trace, for a log. */
    void threw(String description);
  }

  final Vm vm;

  /**
   * An engine that has started.
   *
   * @throws IllegalStateException if the host's classes are not those of the JDK the engine knows
   */
  public Engine(Host host) {
    this(host, Jit.PATIENCE);
  }

  /**
   * As {@link #Engine(Host)}, with another threshold of the second speed.
   *
   * @param patience jumps back before a loop, and about eight times its calls before a method, is
   *     compiled: 2000 otherwise, 0 for at once, {@link Integer#MAX_VALUE} for never
   */
  public Engine(Host host, int patience) {
    vm = new Vm(host, patience);
    try {
      new Start(vm).run();
    } catch (Thrown thrown) {
      throw new IllegalStateException(
          "The engine could not start: " + vm.describe(thrown.exception), thrown);
    }
  }

  /**
   * Makes classes known that may refer to each other in any order. One of the same name before
   * stays as it is for those who use it.
   */
  public void defineAll(Iterable<byte[]> classFiles) {
    vm.classes.defineAll(classFiles);
  }

  /**
   * Calls a static method without arguments in a thread of its own.
   *
   * @param type the class's binary name
   * @param method name and descriptor, as {@code main()V}
   */
  public void call(String type, String method, End end) {
    VmMethod target = vm.method(type.replace('.', '/') + "." + method);
    Instance object = newThread();
    VmThread thread = vm.thread(target);
    thread.object = object;
    object.host = thread;
    thread.end =
        (result, thrown) -> {
          if (thrown != null) {
            end.threw(vm.describe(thrown));
          } else {
            end.returned(
                result instanceof Instance text && text.type.name.equals("java/lang/String")
                    ? vm.strings.host(text)
                    : result);
          }
        };
    boolean _ = vm.initializer.ready(thread, target.owner); // before it, if it has an initialiser
    thread.ready();
  }

  private Instance newThread() {
    Instance made = new Instance(vm.classes.find("java/lang/Thread"));
    Instance first = vm.first();
    Object group = vm.ref((Instance) Objects.requireNonNull(vm.ref(first, "holder")), "group");
    VmMethod constructor =
        vm.method("java/lang/Thread.<init>(Ljava/lang/ThreadGroup;Ljava/lang/String;)V");
    vm.callNow(constructor, first, made, group, vm.strings.make("main"));
    return made;
  }

  /** Hands a letter to the thread of the program that waits for letters. */
  public void deliver(String text, List<byte[]> buffers) {
    vm.letters.deliver(text, buffers);
  }

  /**
   * Gives the threads their turns for about so many milliseconds. Returns after how many
   * milliseconds there is more to do: 0 for at once, -1 for never unless something is called.
   */
  public long run(long millis) {
    Heap.look(vm.host);
    return vm.scheduler.run(millis);
  }
}

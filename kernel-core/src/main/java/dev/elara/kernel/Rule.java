package dev.elara.kernel;

import dev.elara.message.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of one type on one channel are run.
 *
 * @param mode how, unless a cell chooses another way
 * @param place on which caller
 */
record Rule(Channel channel, String type, RunMode mode, Place place) {

  /** On which caller a request is handled. */
  enum Place {
    /** The Control caller, which never runs user code and so always answers. */
    KERNEL,
    /** The caller of the shell or subshell, where user code runs. */
    USER
  }

  /**
   * The table. A comm's message is sorted on the Control caller; the user's handler then runs in
   * the queue of the caller that opened the comm.
   */
  static final List<Rule> TABLE =
      List.of(
          new Rule(Channel.SHELL, "execute_request", RunMode.QUEUE, Place.USER),
          new Rule(Channel.SHELL, "kernel_info_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "connect_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "comm_info_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "comm_open", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "comm_msg", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "comm_close", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.SHELL, "complete_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.SHELL, "inspect_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.SHELL, "is_complete_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.SHELL, "history_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.CONTROL, "interrupt_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.CONTROL, "shutdown_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.CONTROL, "create_subshell_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.CONTROL, "delete_subshell_request", RunMode.THREAD, Place.KERNEL),
          new Rule(Channel.CONTROL, "list_subshell_request", RunMode.DIRECT, Place.KERNEL),
          new Rule(Channel.CONTROL, "debug_request", RunMode.QUEUE, Place.KERNEL));

  private static final Map<String, Rule> BY_TYPE = new HashMap<>();

  static {
    TABLE.forEach(rule -> BY_TYPE.put(rule.type(), rule));
  }

  /**
   * The rule for a type, whichever channel it arrives on: one that comes by an unusual channel is
   * answered there. Null for an unknown type.
   */
  static @Nullable Rule of(Channel channel, String type) {
    Rule rule = BY_TYPE.get(type);
    return rule == null || rule.channel() == channel
        ? rule
        : new Rule(channel, type, rule.mode(), rule.place());
  }

  /** Whether requests of this type are about the main shell whatever their header says. */
  boolean ignoresSubshell() {
    return switch (type) {
      case "interrupt_request",
          "shutdown_request",
          "create_subshell_request",
          "delete_subshell_request",
          "list_subshell_request",
          "debug_request" ->
          true;
      default -> false;
    };
  }
}

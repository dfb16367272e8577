package dev.elara.web.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files in memory, that live as long as the engine: a tree of folders with {@link #HOME}, where
 * paths that are not absolute start, and {@link #TEMPORARY}. Without links, owners and permissions.
 * Times are in milliseconds since 1970.
 */
final class Disk {

  static final String HOME = "/home/user";
  static final String TEMPORARY = "/tmp";

  /** What all files may take, in bytes. */
  static final long LIMIT = 1L << 26;

  // errno of POSIX, as Linux numbers them
  static final int NOT_PERMITTED = 1;
  static final int NOT_THERE = 2;
  static final int BAD_HANDLE = 9;
  static final int EXISTS = 17;
  static final int NO_FOLDER = 20;
  static final int IS_FOLDER = 21;
  static final int INVALID = 22;
  static final int FULL = 28;
  static final int NOT_EMPTY = 39;

  private static final int FIRST_HANDLE = 3;

  /** Something that cannot be done: the number of the reason. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int reason;

    Refused(int reason) {
      super(text(reason), null, false, false);
      this.reason = reason;
    }
  }

  /** The reason in the words of Linux. */
  static String text(int reason) {
    return switch (reason) {
      case NOT_PERMITTED -> "Operation not permitted";
      case NOT_THERE -> "No such file or directory";
      case BAD_HANDLE -> "Bad file descriptor";
      case EXISTS -> "File exists";
      case NO_FOLDER -> "Not a directory";
      case IS_FOLDER -> "Is a directory";
      case INVALID -> "Invalid argument";
      case FULL -> "No space left on device";
      case NOT_EMPTY -> "Directory not empty";
      default -> "Error " + reason;
    };
  }

  /** A file, or a folder if it has children. */
  static final class Node {
    final int number;
    final @Nullable Map<String, Node> children;
    byte[] bytes = {};
    int size;
    long modified;
    int mode;

    Node(int number, boolean isFolder, int mode, long now) {
      this.number = number;
      this.children = isFolder ? new TreeMap<>() : null;
      this.mode = mode;
      this.modified = now;
    }

    boolean isFolder() {
      return children != null;
    }

    Map<String, Node> folder() {
      if (children == null) {
        throw new Refused(NO_FOLDER);
      }
      return children;
    }
  }

  /** A file that is open, or a folder that is being read. */
  final class Open {
    final Node node;
    final Mode mode;
    final Deque<String> names = new ArrayDeque<>();
    long at;

    Open(Node node, Mode mode) {
      this.node = node;
      this.mode = mode;
      if (node.isFolder()) {
        names.addAll(node.folder().keySet());
      }
    }

    /** Reads from a place on; -1 at the end. */
    int read(long from, byte[] target, int start, int count) {
      if (node.isFolder()) {
        throw new Refused(IS_FOLDER);
      }
      if (from >= node.size) {
        return count == 0 ? 0 : -1;
      }
      int read = (int) Math.min(count, node.size - from);
      System.arraycopy(node.bytes, (int) from, target, start, read);
      return read;
    }

    /** Reads on where it is. */
    int read(byte[] target, int start, int count) {
      int read = read(at, target, start, count);
      at += Math.max(0, read);
      return read;
    }

    /** Writes from a place on. */
    void write(long to, byte[] source, int start, int count) {
      if (!mode.writes()) {
        throw new Refused(BAD_HANDLE);
      }
      long end = to + count;
      if (end > node.size) {
        resize(end);
      }
      System.arraycopy(source, start, node.bytes, (int) to, count);
      node.modified = host.currentTimeMillis();
    }

    /** Writes on where it is, or at the end. */
    void write(byte[] source, int start, int count) {
      at = mode.appends() ? node.size : at;
      write(at, source, start, count);
      at += count;
    }

    /** Makes it longer with zeros, or shorter. */
    void resize(long size) {
      if (taken - node.size + size > LIMIT) {
        throw new Refused(FULL);
      }
      if (size > node.bytes.length) {
        node.bytes = Arrays.copyOf(node.bytes, (int) Math.max(size, node.bytes.length * 2L));
      } else if (size < node.size) {
        Arrays.fill(node.bytes, (int) size, node.size, (byte) 0);
      }
      taken += size - node.size;
      node.size = (int) size;
      node.modified = host.currentTimeMillis();
    }
  }

  private final Host host;
  private final Node root;
  private final Map<Integer, Open> opened = new HashMap<>();
  private int nodes;
  private long taken;

  Disk(Host host) {
    this.host = host;
    root = node(true, 0755);
    for (String each : new String[] {"/home", HOME, TEMPORARY}) {
      makeFolder(each, 0755);
    }
  }

  private Node node(boolean isFolder, int mode) {
    return new Node(++nodes, isFolder, mode, host.currentTimeMillis());
  }

  /** The names of an absolute path's parts, without dots. */
  private static List<String> parts(String path) {
    var parts = new ArrayList<String>();
    for (String each : (path.startsWith("/") ? path : HOME + "/" + path).split("/", -1)) {
      if (each.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!each.isEmpty() && !each.equals(".") && !each.equals("..")) {
        parts.add(each);
      }
    }
    return parts;
  }

  /** An absolute path without dots, as it is called here. */
  static String canonical(String path) {
    return "/" + String.join("/", parts(path));
  }

  /** What is at a path; null if nothing is. */
  @Nullable Node look(String path) {
    Node node = root;
    for (String each : parts(path)) {
      node = node == null || !node.isFolder() ? null : node.folder().get(each);
    }
    return node;
  }

  /** What is at a path. */
  Node find(String path) {
    Node found = look(path);
    if (found == null) {
      throw new Refused(NOT_THERE);
    }
    return found;
  }

  private Node parent(String path) {
    List<String> parts = parts(path);
    Node node = root;
    for (String each : parts.subList(0, Math.max(0, parts.size() - 1))) {
      Node next = node.folder().get(each);
      if (next == null) {
        throw new Refused(NOT_THERE);
      }
      node = next;
    }
    node.folder();
    return node;
  }

  private static String name(String path) {
    List<String> parts = parts(path);
    if (parts.isEmpty()) {
      throw new Refused(EXISTS);
    }
    return parts.getLast();
  }

  /** How a file is opened. */
  record Mode(boolean creates, boolean isNew, boolean truncates, boolean appends, boolean writes) {
    static final Mode READING = new Mode(false, false, false, false, false);
  }

  /** Opens a file, or makes it; returns a number for {@link #opened}. */
  int open(String path, Mode mode, int permissions) {
    Node node = look(path);
    if (node != null && mode.isNew()) {
      throw new Refused(EXISTS);
    }
    if (node == null) {
      if (!mode.creates()) {
        throw new Refused(NOT_THERE);
      }
      node = node(false, permissions);
      parent(path).folder().put(name(path), node);
    }
    if (node.isFolder() && mode.writes()) {
      throw new Refused(IS_FOLDER);
    }
    Open made = new Open(node, mode);
    if (mode.truncates() && node.size > 0) {
      made.resize(0);
    }
    return add(made);
  }

  private int add(Open made) {
    int handle = FIRST_HANDLE;
    while (opened.containsKey(handle)) {
      handle++;
    }
    opened.put(handle, made);
    return handle;
  }

  /** Opens a folder, to read the names in it. */
  int openFolder(String path) {
    Node node = find(path);
    node.folder();
    return add(new Open(node, Mode.READING));
  }

  /** Opens what is not to be found at any path, to be read. */
  int openHidden(byte[] bytes) {
    Node node = node(false, 0444);
    node.bytes = bytes;
    node.size = bytes.length;
    return add(new Open(node, Mode.READING));
  }

  /** What is open by this number. */
  Open opened(int handle) {
    Open found = opened.get(handle);
    if (found == null) {
      throw new Refused(BAD_HANDLE);
    }
    return found;
  }

  /** Nothing happens if it is not open. */
  void close(int handle) {
    opened.remove(handle);
  }

  void makeFolder(String path, int permissions) {
    if (look(path) != null) {
      throw new Refused(EXISTS);
    }
    Node parent = parent(path);
    parent.folder().put(name(path), node(true, permissions));
    parent.modified = host.currentTimeMillis();
  }

  /** Removes a file or an empty folder. */
  void remove(String path) {
    Node node = find(path);
    if (node.isFolder() && !node.folder().isEmpty()) {
      throw new Refused(NOT_EMPTY);
    }
    Node parent = parent(path);
    parent.folder().remove(name(path));
    parent.modified = host.currentTimeMillis();
    taken -= node.size;
  }

  /** Moves a file or folder; what is at the other path is replaced, if it is no full folder. */
  void move(String from, String to) {
    Node node = find(from);
    if ((canonical(to) + "/").startsWith(canonical(from) + "/")) {
      if (canonical(to).equals(canonical(from))) {
        return;
      }
      throw new Refused(INVALID);
    }
    Node there = look(to);
    if (there != null) {
      if (there.isFolder() != node.isFolder()) {
        throw new Refused(there.isFolder() ? IS_FOLDER : NO_FOLDER);
      }
      remove(to);
    }
    parent(to).folder().put(name(to), node);
    Objects.requireNonNull(parent(from).folder().remove(name(from)));
  }

  /** How many bytes more there is room for. */
  long free() {
    return LIMIT - taken;
  }
}

package dev.elara.web.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files where there are none: paths can be worked with, nothing is there to be read, and nothing
 * can be written. Only the JDK's own data can be opened, see {@link Host#resource}.
 */
final class FileNatives {

  private static final String DISPATCHER = "sun/nio/fs/UnixNativeDispatcher";
  private static final String IN = "java/io/FileInputStream.";
  private static final String OUT = "java/io/FileOutputStream.";

  /** There is no such file (errno of POSIX). */
  private static final int NOT_THERE = 2;

  /** What cannot be written to (errno of POSIX). */
  private static final int READ_ONLY = 30;

  private static final int FIRST_HANDLE = 3;

  /** The flags that a file is opened with to be written. */
  private static final int TO_WRITE = 3;

  private FileNatives() {}

  /** A file of the JDK's data, opened for reading. */
  private static final class Open {
    final byte[] bytes;
    int at;

    Open(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  static void register(Natives natives) {
    List<Open> opened = new ArrayList<>();
    natives.on("java/io/FileDescriptor.getHandle(I)J", call -> call.result(-1L));
    natives.ignore(
        "java/io/FileDescriptor.getAppend(I)Z",
        "java/io/FileDescriptor.close0()V",
        "java/io/FileCleanable.cleanupClose0(IJ)V",
        IN + "isRegularFile0(Ljava/io/FileDescriptor;)Z",
        IN + "position0()J",
        IN + "skip0(J)J",
        "sun/nio/fs/UnixNativeDispatcher.init()I");
    natives.on(IN + "open0(Ljava/lang/String;)V", call -> open(call, opened));
    natives.on(IN + "read0()I", call -> read(call, of(call, opened)));
    natives.on(IN + "readBytes([BII)I", call -> readBytes(call, of(call, opened)));
    natives.on(IN + "length0()J", call -> call.result((long) of(call, opened).bytes.length));
    natives.on(
        IN + "available0()I",
        call -> call.result(of(call, opened).bytes.length - of(call, opened).at));
    for (String each :
        new String[] {
          OUT + "open0(Ljava/lang/String;Z)V",
          "java/io/RandomAccessFile.open0(Ljava/lang/String;I)V"
        }) {
      natives.on(
          each,
          call -> {
            throw call.vm.errors.make(
                "java/io/FileNotFoundException",
                call.text(1) + " (A page has no files that can be written)");
          });
    }
    String system = "java/io/UnixFileSystem.";
    natives.on(
        system + "canonicalize0(Ljava/lang/String;)Ljava/lang/String;",
        call -> call.result(call.ref(1)));
    natives.on(
        system + "createFileExclusively0(Ljava/lang/String;)Z",
        call -> {
          throw call.vm.errors.make(
              "java/io/IOException", "A page has no files that can be written");
        });
    natives.ignore(
        system + "getBooleanAttributes0(Ljava/io/File;)I",
        system + "checkAccess0(Ljava/io/File;I)Z",
        system + "getLastModifiedTime0(Ljava/io/File;)J",
        system + "getLength0(Ljava/io/File;)J",
        system + "setPermission0(Ljava/io/File;IZZ)Z",
        system + "delete0(Ljava/io/File;)Z",
        system + "list0(Ljava/io/File;)[Ljava/lang/String;",
        system + "createDirectory0(Ljava/io/File;)Z",
        system + "rename0(Ljava/io/File;Ljava/io/File;)Z",
        system + "setLastModifiedTime0(Ljava/io/File;J)Z",
        system + "setReadOnly0(Ljava/io/File;)Z",
        system + "getSpace0(Ljava/io/File;I)J");
    natives.on(
        DISPATCHER + ".getcwd()[B", call -> call.result("/".getBytes(StandardCharsets.US_ASCII)));
    natives.on(DISPATCHER + ".strerror(I)[B", FileNatives::explain);
  }

  private static void open(NativeCall call, List<Open> opened) {
    String path = call.text(1);
    byte[] bytes =
        path.endsWith("/lib/tzdb.dat") ? call.vm.host.resource("java/time/zone/tzdb.dat") : null;
    if (bytes == null) {
      throw call.vm.errors.make(
          "java/io/FileNotFoundException", path + " (No such file or directory)");
    }
    Instance descriptor = (Instance) Objects.requireNonNull(call.vm.ref(call.object(0), "fd"));
    call.vm.set(descriptor, "fd", FIRST_HANDLE + opened.size());
    opened.add(new Open(bytes));
  }

  private static Open of(NativeCall call, List<Open> opened) {
    Instance descriptor = (Instance) Objects.requireNonNull(call.vm.ref(call.object(0), "fd"));
    return opened.get(call.vm.integer(descriptor, "fd") - FIRST_HANDLE);
  }

  private static void read(NativeCall call, Open file) {
    call.result(file.at < file.bytes.length ? file.bytes[file.at++] & 0xff : -1);
  }

  private static void readBytes(NativeCall call, Open file) {
    byte[] target = (byte[]) Objects.requireNonNull(call.ref(1));
    int count = Math.min(call.integer(3), file.bytes.length - file.at);
    System.arraycopy(file.bytes, file.at, target, call.integer(2), count);
    file.at += count;
    call.result(count == 0 && call.integer(3) > 0 ? -1 : count);
  }

  private static void explain(NativeCall call) {
    String text =
        switch (call.integer(0)) {
          case NOT_THERE -> "No such file or directory";
          case READ_ONLY -> "A page has no files that can be written";
          default -> "Error " + call.integer(0);
        };
    call.result(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What runs in place of a method that asks the operating system about a path: the answer is that
   * it is not there; null if that method is none.
   */
  static @Nullable Native find(String owner, String method, String descriptor) {
    if (!owner.equals(DISPATCHER)
        || !descriptor.contains("Lsun/nio/fs/UnixPath;")
        || descriptor.endsWith("Lsun/nio/fs/NativeBuffer;")) {
      return null;
    }
    return switch (method) {
      case "access", "stat2" -> call -> call.result(NOT_THERE);
      case "open" -> call -> fail(call, (call.integer(1) & TO_WRITE) == 0);
      case "realpath", "readlink", "stat", "lstat", "opendir", "statvfs" ->
          call -> fail(call, true);
      default -> call -> fail(call, false);
    };
  }

  private static void fail(NativeCall call, boolean reading) {
    Thrown thrown = call.vm.errors.make("sun/nio/fs/UnixException", null);
    call.vm.set(thrown.exception, "errno", reading ? NOT_THERE : READ_ONLY);
    throw thrown;
  }
}

package dev.elara.web.engine;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;

/** java.io's way to files, which are on the {@link Disk}. */
@NullUnmarked // a reference of the program may be null wherever one is
final class FileNatives {

  private static final String IN = "java/io/FileInputStream.";
  private static final String OUT = "java/io/FileOutputStream.";
  private static final String RANDOM = "java/io/RandomAccessFile.";
  private static final String DESCRIPTOR = "java/io/FileDescriptor.";
  private static final String SYSTEM = "java/io/UnixFileSystem.";

  /** The JDK looks for its time zones in a file. */
  private static final String ZONES = "/lib/tzdb.dat";

  private static final int NAME_MAX = 255;
  private static final int NEW_FILE = 0644;
  private static final int NEW_FOLDER = 0755;

  // as FileSystem and RandomAccessFile number them
  private static final int EXISTS = 1;
  private static final int REGULAR = 2;
  private static final int FOLDER = 4;
  private static final int TO_WRITE = 2;

  private FileNatives() {}

  static void register(Natives natives) {
    natives.on(DESCRIPTOR + "getHandle(I)J", call -> call.result(-1L));
    natives.ignore(DESCRIPTOR + "getAppend(I)Z", DESCRIPTOR + "sync0()V");
    natives.on(
        DESCRIPTOR + "close0()V",
        call -> {
          call.vm.disk.close(call.vm.integer(call.object(0), "fd"));
          call.vm.set(call.object(0), "fd", -1);
        });
    natives.on(
        "java/io/FileCleanable.cleanupClose0(IJ)V", call -> call.vm.disk.close(call.integer(0)));
    input(natives);
    output(natives);
    random(natives);
    looks(natives);
    changes(natives);
  }

  private static void input(Natives natives) {
    natives.on(
        IN + "open0(Ljava/lang/String;)V",
        call -> {
          byte[] zones =
              call.text(1).endsWith(ZONES)
                  ? call.vm.host.resource("java/time/zone/tzdb.dat")
                  : null;
          if (zones == null) {
            open(call, Disk.Mode.READING);
          } else {
            call.vm.set(descriptor(call), "fd", call.vm.disk.openHidden(zones));
          }
        });
    natives.on(IN + "isRegularFile0(Ljava/io/FileDescriptor;)Z", call -> call.result(1));
    natives.on(IN + "read0()I", call -> call.result(read(call)));
    natives.on(IN + "readBytes([BII)I", FileNatives::readBytes);
    natives.on(IN + "length0()J", call -> call.result((long) opened(call).node.size));
    natives.on(IN + "position0()J", call -> call.result(opened(call).at));
    natives.on(
        IN + "skip0(J)J",
        call -> {
          opened(call).at += call.longAt(1);
          call.result(call.longAt(1));
        });
    natives.on(
        IN + "available0()I",
        call -> call.result((int) Math.max(0, opened(call).node.size - opened(call).at)));
  }

  private static void output(Natives natives) {
    natives.on(
        OUT + "open0(Ljava/lang/String;Z)V",
        call -> open(call, new Disk.Mode(true, false, !call.flag(2), call.flag(2), true)));
    natives.on(OUT + "write(IZ)V", FileNatives::write);
    natives.on(OUT + "writeBytes([BIIZ)V", FileNatives::writeBytes);
  }

  private static void random(Natives natives) {
    natives.on(
        RANDOM + "open0(Ljava/lang/String;I)V",
        call -> {
          boolean writes = (call.integer(2) & TO_WRITE) != 0;
          open(call, new Disk.Mode(writes, false, false, false, writes));
        });
    natives.on(RANDOM + "read0()I", call -> call.result(read(call)));
    natives.on(RANDOM + "readBytes0([BII)I", FileNatives::readBytes);
    natives.on(RANDOM + "write0(I)V", FileNatives::write);
    natives.on(RANDOM + "writeBytes0([BII)V", FileNatives::writeBytes);
    natives.on(RANDOM + "getFilePointer()J", call -> call.result(opened(call).at));
    natives.on(RANDOM + "seek0(J)V", call -> opened(call).at = call.longAt(1));
    natives.on(RANDOM + "length0()J", call -> call.result((long) opened(call).node.size));
    natives.on(
        RANDOM + "setLength0(J)V",
        call ->
            orIoException(
                call,
                () -> {
                  Disk.Open file = opened(call);
                  file.resize(call.longAt(1));
                  file.at = Math.min(file.at, call.longAt(1));
                  return null;
                }));
  }

  private static void open(NativeCall call, Disk.Mode mode) {
    String path = call.text(1);
    try {
      int handle = call.vm.disk.open(path, mode, NEW_FILE);
      if (call.vm.disk.opened(handle).node.isFolder()) {
        call.vm.disk.close(handle);
        throw new Disk.Refused(Disk.IS_FOLDER);
      }
      call.vm.set(descriptor(call), "fd", handle);
    } catch (Disk.Refused refused) {
      throw call.vm.errors.make(
          "java/io/FileNotFoundException", path + " (" + Disk.text(refused.reason) + ")");
    }
  }

  private static Instance descriptor(NativeCall call) {
    return (Instance) Objects.requireNonNull(call.vm.ref(call.object(0), "fd"));
  }

  private static Disk.Open opened(NativeCall call) {
    return orIoException(call, () -> call.vm.disk.opened(call.vm.integer(descriptor(call), "fd")));
  }

  /** What {@code work} gives; an IOException of the program if the disk refuses it. */
  static <T> T orIoException(NativeCall call, Supplier<T> work) {
    try {
      return work.get();
    } catch (Disk.Refused refused) {
      throw call.vm.errors.make("java/io/IOException", Disk.text(refused.reason));
    }
  }

  private static int read(NativeCall call) {
    byte[] one = new byte[1];
    Disk.Open file = opened(call);
    return orIoException(call, () -> file.read(one, 0, 1)) < 0 ? -1 : one[0] & 0xff;
  }

  private static void readBytes(NativeCall call) {
    byte[] target = (byte[]) bytes(call);
    Disk.Open file = opened(call);
    call.result(
        orIoException(call, () -> file.read(target, call.integer(2), call.integer(3))).intValue());
  }

  private static void write(NativeCall call) {
    byte[] one = {(byte) call.integer(1)};
    put(call, one, 0, 1);
  }

  private static void writeBytes(NativeCall call) {
    put(call, (byte[]) bytes(call), call.integer(2), call.integer(3));
  }

  private static void put(NativeCall call, byte[] bytes, int from, int count) {
    Disk.Open file = opened(call);
    orIoException(
        call,
        () -> {
          file.write(bytes, from, count);
          return null;
        });
  }

  /** The array of a call, and the part of it that is in it. */
  private static Object bytes(NativeCall call) {
    byte[] bytes = (byte[]) call.ref(1);
    if (bytes == null) {
      throw call.vm.errors.nullArgument();
    }
    int from = call.integer(2);
    int count = call.integer(3);
    if (from < 0 || count < 0 || from > bytes.length - count) {
      throw call.vm.errors.make("java/lang/IndexOutOfBoundsException", null);
    }
    return bytes;
  }

  private static String path(NativeCall call, int slot) {
    return call.vm.strings.host((Instance) call.vm.ref(call.object(slot), "path"));
  }

  private static Disk.Node node(NativeCall call) {
    return call.vm.disk.look(path(call, 1));
  }

  private static void looks(Natives natives) {
    natives.on(
        SYSTEM + "canonicalize0(Ljava/lang/String;)Ljava/lang/String;",
        call -> call.text(Disk.canonical(call.text(1))));
    natives.on(
        SYSTEM + "getBooleanAttributes0(Ljava/io/File;)I",
        call -> {
          Disk.Node node = node(call);
          call.result(node == null ? 0 : EXISTS | (node.isFolder() ? FOLDER : REGULAR));
        });
    natives.on(SYSTEM + "checkAccess0(Ljava/io/File;I)Z", call -> call.result(node(call) != null));
    natives.on(
        SYSTEM + "getLastModifiedTime0(Ljava/io/File;)J",
        call -> call.result(node(call) == null ? 0L : node(call).modified));
    natives.on(
        SYSTEM + "getLength0(Ljava/io/File;)J",
        call -> call.result(node(call) == null ? 0L : node(call).size));
    natives.on(
        SYSTEM + "getSpace0(Ljava/io/File;I)J",
        call -> call.result(call.integer(2) == 0 ? Disk.LIMIT : call.vm.disk.free()));
    natives.on(SYSTEM + "getNameMax0(Ljava/lang/String;)J", call -> call.result((long) NAME_MAX));
    natives.on(
        SYSTEM + "list0(Ljava/io/File;)[Ljava/lang/String;",
        call -> {
          Disk.Node node = node(call);
          if (node == null || !node.isFolder()) {
            call.result((Object) null);
            return;
          }
          Object[] names = node.folder().keySet().stream().map(call.vm.strings::make).toArray();
          call.result(new RefArray(call.vm.classes.find("[Ljava/lang/String;"), names));
        });
  }

  private static void changes(Natives natives) {
    natives.on(
        SYSTEM + "createFileExclusively0(Ljava/lang/String;)Z",
        call -> {
          String path = call.text(1);
          boolean isNew = call.vm.disk.look(path) == null;
          if (isNew) {
            var mode = new Disk.Mode(true, true, false, false, true);
            int handle = orIoException(call, () -> call.vm.disk.open(path, mode, NEW_FILE));
            call.vm.disk.close(handle);
          }
          call.result(isNew);
        });
    change(natives, "delete0(Ljava/io/File;)Z", call -> disk -> disk.remove(path(call, 1)));
    change(
        natives,
        "createDirectory0(Ljava/io/File;)Z",
        call -> disk -> disk.makeFolder(path(call, 1), NEW_FOLDER));
    change(
        natives,
        "rename0(Ljava/io/File;Ljava/io/File;)Z",
        call -> disk -> disk.move(path(call, 1), path(call, 2)));
    change(
        natives,
        "setLastModifiedTime0(Ljava/io/File;J)Z",
        call -> disk -> disk.find(path(call, 1)).modified = call.longAt(2));
    natives.ignore(
        SYSTEM + "setPermission0(Ljava/io/File;IZZ)Z", SYSTEM + "setReadOnly0(Ljava/io/File;)Z");
  }

  /** Something that a disk may refuse to do. */
  @FunctionalInterface
  private interface Change {
    void on(Disk disk);
  }

  /** A method of File that says whether something was done. */
  private static void change(Natives natives, String method, Function<NativeCall, Change> change) {
    natives.on(
        SYSTEM + method,
        call -> {
          try {
            change.apply(call).on(call.vm.disk);
            call.result(1);
          } catch (Disk.Refused refused) {
            call.result(0);
          }
        });
  }

  /** A text as the JDK hands paths over. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

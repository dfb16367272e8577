package dev.elara.web.engine;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullUnmarked;

/** What java.nio.file asks of the operating system, answered by the {@link Disk}. */
@NullUnmarked // a reference of the program may be null wherever one is
final class PathNatives {

  private static final String DISPATCHER = "sun/nio/fs/UnixNativeDispatcher.";
  private static final String PATH = "Lsun/nio/fs/UnixPath;";
  private static final String ATTRIBUTES = "Lsun/nio/fs/UnixFileAttributes;";

  // as the JDK's UnixConstants has them for Linux
  private static final int TO_WRITE = 3;
  private static final int CREATE = 0x40;
  private static final int NEW = 0x80;
  private static final int TRUNCATE = 0x200;
  private static final int APPEND = 0x400;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private PathNatives() {}

  /** Something that a disk may refuse to do. */
  @FunctionalInterface
  private interface Work {
    void on(NativeCall call, Disk disk);
  }

  static void register(Natives natives) {
    natives.ignore(
        DISPATCHER + "init()I",
        DISPATCHER + "fchmodatNoFollowSupported0()Z",
        "sun/nio/fs/LinuxNativeDispatcher.init()V",
        "sun/nio/fs/LinuxNativeDispatcher.posix_fadvise(IJJI)I");
    natives.on(DISPATCHER + "getcwd()[B", call -> call.result(FileNatives.bytes(Disk.HOME)));
    natives.on(
        DISPATCHER + "strerror(I)[B",
        call -> call.result(FileNatives.bytes(Disk.text(call.integer(0)))));
    for (String each : new String[] {"getpwuid(I)[B", "getgrgid(I)[B"}) {
      natives.on(DISPATCHER + each, call -> call.result(FileNatives.bytes("user")));
    }
    looks(natives);
    changes(natives);
    folders(natives);
    handles(natives);
  }

  private static void on(Natives natives, String method, Work work) {
    natives.on(
        DISPATCHER + method,
        call -> {
          try {
            work.on(call, call.vm.disk);
          } catch (Disk.Refused refused) {
            Thrown thrown = call.vm.errors.make("sun/nio/fs/UnixException", null);
            call.vm.set(thrown.exception, "errno", refused.reason);
            throw thrown;
          }
        });
  }

  /** The path in a slot. */
  private static String path(NativeCall call, int slot) {
    byte[] bytes = (byte[]) call.vm.ref(call.object(slot), "path");
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void looks(Natives natives) {
    on(
        natives,
        "access(" + PATH + "I)I",
        (call, disk) -> call.result(disk.look(path(call, 0)) == null ? Disk.NOT_THERE : 0));
    on(
        natives,
        "stat2(" + PATH + ATTRIBUTES + ")I",
        (call, disk) -> {
          Disk.Node node = disk.look(path(call, 0));
          if (node == null) {
            call.result(Disk.NOT_THERE);
          } else {
            describe(call, node);
            call.result(0);
          }
        });
    for (String each : new String[] {"stat", "lstat"}) {
      on(
          natives,
          each + "(" + PATH + ATTRIBUTES + ")V",
          (call, disk) -> describe(call, disk.find(path(call, 0))));
    }
    on(
        natives,
        "fstat(I" + ATTRIBUTES + ")V",
        (call, disk) -> describe(call, disk.opened(call.integer(0)).node));
    on(
        natives,
        "realpath(" + PATH + ")[B",
        (call, disk) -> {
          disk.find(path(call, 0));
          call.result(FileNatives.bytes(Disk.canonical(path(call, 0))));
        });
    on(natives, "readlink(" + PATH + ")[B", (call, disk) -> refuse(Disk.INVALID));
  }

  private static void refuse(int reason) {
    throw new Disk.Refused(reason);
  }

  /** Fills the attributes of a file, which are the second argument. */
  private static void describe(NativeCall call, Disk.Node node) {
    Instance attributes = call.object(1);
    Vm vm = call.vm;
    vm.set(attributes, "st_mode", node.mode | (node.isFolder() ? FOLDER : REGULAR));
    vm.set(attributes, "st_ino", (long) node.number);
    vm.set(attributes, "st_nlink", 1);
    vm.set(attributes, "st_size", (long) node.size);
    for (String each : new String[] {"atime", "mtime", "ctime"}) {
      vm.set(attributes, "st_" + each + "_sec", Math.floorDiv(node.modified, 1000L));
      vm.set(
          attributes,
          "st_" + each + "_nsec",
          Math.floorMod(node.modified, 1000L) * NANOS_PER_MILLI);
    }
  }

  private static void changes(Natives natives) {
    on(
        natives,
        "open(" + PATH + "II)I",
        (call, disk) -> {
          int flags = call.integer(1);
          var mode =
              new Disk.Mode(
                  (flags & CREATE) != 0,
                  (flags & NEW) != 0,
                  (flags & TRUNCATE) != 0,
                  (flags & APPEND) != 0,
                  (flags & TO_WRITE) != 0);
          call.result(disk.open(path(call, 0), mode, call.integer(2)));
        });
    on(
        natives,
        "mkdir(" + PATH + "I)V",
        (call, disk) -> disk.makeFolder(path(call, 0), call.integer(1)));
    on(
        natives,
        "unlink(" + PATH + ")V",
        (call, disk) -> {
          if (disk.find(path(call, 0)).isFolder()) {
            refuse(Disk.IS_FOLDER);
          }
          disk.remove(path(call, 0));
        });
    on(
        natives,
        "rmdir(" + PATH + ")V",
        (call, disk) -> {
          disk.find(path(call, 0)).folder();
          disk.remove(path(call, 0));
        });
    on(
        natives,
        "rename(" + PATH + PATH + ")V",
        (call, disk) -> disk.move(path(call, 0), path(call, 1)));
    on(
        natives,
        "chmod(" + PATH + "I)V",
        (call, disk) -> disk.find(path(call, 0)).mode = call.integer(1));
    on(
        natives,
        "utimensat(I" + PATH + "JJI)V",
        (call, disk) -> disk.find(path(call, 1)).modified = call.longAt(4) / NANOS_PER_MILLI);
    for (String each :
        new String[] {
          "link(" + PATH + PATH + ")V",
          "symlink([B" + PATH + ")V",
          "mknod(" + PATH + "IJ)V",
          "chown(" + PATH + "II)V",
          "lchown(" + PATH + "II)V",
          "statvfs(" + PATH + "Lsun/nio/fs/UnixFileStoreAttributes;)V"
        }) {
      on(natives, each, (call, disk) -> refuse(Disk.NOT_PERMITTED));
    }
  }

  private static void folders(Natives natives) {
    on(
        natives,
        "opendir(" + PATH + ")J",
        (call, disk) -> call.result((long) disk.openFolder(path(call, 0))));
    on(
        natives,
        "readdir0(J)[B",
        (call, disk) -> {
          String name = disk.opened((int) call.longAt(0)).names.poll();
          call.result(name == null ? null : FileNatives.bytes(name));
        });
    on(natives, "closedir(J)V", (call, disk) -> disk.close((int) call.longAt(0)));
  }

  private static void handles(Natives natives) {
    on(natives, "close0(I)V", (call, disk) -> disk.close(call.integer(0)));
    on(
        natives,
        "fchmod0(II)V",
        (call, disk) -> disk.opened(call.integer(0)).node.mode = call.integer(1));
    on(
        natives,
        "futimens0(IJJ)V",
        (call, disk) ->
            disk.opened(call.integer(0)).node.modified = call.longAt(3) / NANOS_PER_MILLI);
    on(natives, "fchown0(III)V", (call, disk) -> refuse(Disk.NOT_PERMITTED));
    on(
        natives,
        "read0(IJI)I",
        (call, disk) ->
            call.result(
                Math.max(
                    0,
                    ChannelNatives.read(
                        call, disk.opened(call.integer(0)), -1, call.longAt(1), call.integer(3)))));
    on(
        natives,
        "write0(IJI)I",
        (call, disk) ->
            call.result(
                ChannelNatives.write(
                    call, disk.opened(call.integer(0)), -1, call.longAt(1), call.integer(3))));
  }
}

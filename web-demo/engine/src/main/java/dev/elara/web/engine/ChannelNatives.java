package dev.elara.web.engine;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.NullUnmarked;

/** What channels of files ask of the operating system, answered by the {@link Disk}. */
@NullUnmarked // a reference of the program may be null wherever one is
final class ChannelNatives {

  private static final String FILES = "sun/nio/ch/UnixFileDispatcherImpl.";
  private static final String UTIL = "sun/nio/ch/IOUtil.";
  private static final String HANDLE = "(Ljava/io/FileDescriptor;";

  // as IOStatus has them
  private static final int END = -1;
  private static final long UNSUPPORTED_CASE = -6;

  private static final int MOST_BUFFERS = 16;
  private static final long ADDRESS_BYTES = 8;

  private ChannelNatives() {}

  static void register(Natives natives) {
    natives.ignore(
        FILES + "force0" + HANDLE + "Z)I",
        FILES + "lock0" + HANDLE + "ZJJZ)I",
        FILES + "release0" + HANDLE + "JJ)V",
        FILES + "isOther0" + HANDLE + ")Z",
        "sun/nio/ch/UnixDispatcher.init()V",
        "sun/nio/ch/UnixDispatcher.preClose0" + HANDLE + ")V",
        "sun/nio/ch/FileDispatcherImpl.init0()V",
        "sun/nio/ch/NativeThread.init()V",
        "sun/nio/ch/NativeThread.current0()J",
        "sun/nio/ch/NativeThread.signal0(J)V",
        "sun/nio/ch/NativeThread.supportPendingSignals0()Z");
    natives.on(UTIL + "iovMax()I", call -> call.result(MOST_BUFFERS));
    natives.on(UTIL + "writevMax()J", call -> call.result((long) Integer.MAX_VALUE));
    natives.on(
        UTIL + "fdVal" + HANDLE + ")I", call -> call.result(call.vm.integer(call.object(0), "fd")));
    natives.on(
        UTIL + "setfdVal" + HANDLE + "I)V",
        call -> call.vm.set(call.object(0), "fd", call.integer(1)));
    natives.on(FILES + "allocationGranularity0()J", call -> call.result((long) OffHeap.PAGE));
    natives.on(FILES + "closeIntFD(I)V", call -> call.vm.disk.close(call.integer(0)));
    natives.on(
        "sun/nio/ch/UnixDispatcher.close0" + HANDLE + ")V",
        call -> {
          call.vm.disk.close(call.vm.integer(call.object(0), "fd"));
          call.vm.set(call.object(0), "fd", -1);
        });
    bytes(natives);
    for (String each :
        new String[] {
          "transferTo0" + HANDLE + "JJLjava/io/FileDescriptor;Z)J",
          "transferFrom0" + HANDLE + "Ljava/io/FileDescriptor;JJZ)J"
        }) {
      natives.on("sun/nio/ch/FileDispatcherImpl." + each, call -> call.result(UNSUPPORTED_CASE));
    }
    natives.on(
        "sun/nio/fs/UnixFileSystem.bufferedCopy0(IIJIJ)V",
        call -> {
          Disk.Open from = call.vm.disk.opened(call.integer(1));
          byte[] bytes = new byte[from.node.size];
          int count = Math.max(0, from.read(bytes, 0, bytes.length));
          FileNatives.orIoException(
              call,
              () -> {
                call.vm.disk.opened(call.integer(0)).write(bytes, 0, count);
                return null;
              });
        });
    natives.on(
        "sun/nio/fs/LinuxNativeDispatcher.directCopy0(IIJ)I",
        call -> call.result((int) UNSUPPORTED_CASE));
  }

  private static void bytes(Natives natives) {
    natives.on(
        FILES + "read0" + HANDLE + "JI)I",
        call -> on(call, file -> read(call, file, -1, call.longAt(1), call.integer(3)), true));
    natives.on(
        FILES + "pread0" + HANDLE + "JIJ)I",
        call ->
            on(
                call,
                file -> read(call, file, call.longAt(4), call.longAt(1), call.integer(3)),
                true));
    natives.on(
        FILES + "write0" + HANDLE + "JI)I",
        call -> on(call, file -> write(call, file, -1, call.longAt(1), call.integer(3)), true));
    natives.on(
        FILES + "pwrite0" + HANDLE + "JIJ)I",
        call ->
            on(
                call,
                file -> write(call, file, call.longAt(4), call.longAt(1), call.integer(3)),
                true));
    natives.on(
        FILES + "readv0" + HANDLE + "JI)J",
        call -> on(call, file -> each(call, file, true), false));
    natives.on(
        FILES + "writev0" + HANDLE + "JI)J",
        call -> on(call, file -> each(call, file, false), false));
    natives.on(
        FILES + "seek0" + HANDLE + "J)J",
        call ->
            on(
                call,
                file -> {
                  file.at = call.longAt(1) < 0 ? file.at : call.longAt(1);
                  return file.at;
                },
                false));
    natives.on(
        FILES + "truncate0" + HANDLE + "J)I",
        call ->
            on(
                call,
                file -> {
                  file.resize(call.longAt(1));
                  return 0;
                },
                true));
    natives.on(FILES + "size0" + HANDLE + ")J", call -> on(call, file -> file.node.size, false));
    natives.on(
        FILES + "available0" + HANDLE + ")I",
        call -> on(call, file -> Math.max(0, file.node.size - file.at), true));
  }

  private static void on(NativeCall call, ToLongFunction<Disk.Open> work, boolean isInt) {
    long result =
        FileNatives.orIoException(
            call,
            () -> work.applyAsLong(call.vm.disk.opened(call.vm.integer(call.object(0), "fd"))));
    if (isInt) {
      call.result((int) result);
    } else {
      call.result(result);
    }
  }

  /** Reads into memory, from a place or, if that is negative, where the file is. */
  static int read(NativeCall call, Disk.Open file, long from, long address, int count) {
    byte[] block = call.vm.offHeap.block(address);
    int start = call.vm.offHeap.index(address);
    return from < 0 ? file.read(block, start, count) : file.read(from, block, start, count);
  }

  /** Writes from memory, to a place or, if that is negative, where the file is. */
  static int write(NativeCall call, Disk.Open file, long to, long address, int count) {
    byte[] block = call.vm.offHeap.block(address);
    int start = call.vm.offHeap.index(address);
    if (to < 0) {
      file.write(block, start, count);
    } else {
      file.write(to, block, start, count);
    }
    return count;
  }

  /** Reads or writes several pieces of memory, listed with their lengths at an address. */
  private static long each(NativeCall call, Disk.Open file, boolean reads) {
    OffHeap memory = call.vm.offHeap;
    long all = 0;
    for (int i = 0; i < call.integer(3); i++) {
      long entry = call.longAt(1) + i * 2L * ADDRESS_BYTES;
      long address = memory.number(entry);
      int count = (int) memory.number(entry + ADDRESS_BYTES);
      int done =
          reads ? read(call, file, -1, address, count) : write(call, file, -1, address, count);
      if (done < 0) {
        return all == 0 ? END : all;
      }
      all += done;
      if (done < count) {
        break;
      }
    }
    return all;
  }
}

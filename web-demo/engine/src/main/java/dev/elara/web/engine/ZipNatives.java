package dev.elara.web.engine;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;
import com.jcraft.jzlib.ZStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** What java.util.zip has in native code, by the library that TeaVM brings for its own. */
@NullUnmarked // a reference of the program may be null wherever one is
@SuppressWarnings(
    "deprecation") // the library means both ends to be used without their common class
final class ZipNatives {

  private static final String INFLATER = "java/util/zip/Inflater.";
  private static final String DEFLATER = "java/util/zip/Deflater.";

  // as Inflater and Deflater take results apart
  private static final int WRITTEN = 31;
  private static final long FINISHED = 1L << 62;
  private static final long NEEDS_DICTIONARY = 1L << 63;

  /** What is being packed or unpacked, by the address that the JDK knows it by. */
  private final Map<Long, Stream> streams = new HashMap<>();

  private long last;

  private ZipNatives() {}

  /** How a stream begins, and begins again when it is reset. */
  @FunctionalInterface
  private interface Start {
    ZStream begin() throws GZIPException;
  }

  private static final class Stream {
    private final Start start;
    private ZStream state;

    Stream(Start start) {
      this.start = start;
      reset();
    }

    void reset() {
      try {
        state = start.begin();
      } catch (GZIPException impossible) {
        throw new IllegalStateException(
            "Level, strategy and format are checked before", impossible);
      }
    }
  }

  static void register(Natives natives) {
    var zip = new ZipNatives();
    natives.on(
        INFLATER + "init(Z)J",
        call -> {
          boolean isRaw = call.flag(0);
          zip.add(call, () -> new Inflater(isRaw));
        });
    natives.on(
        DEFLATER + "init(IIZ)J",
        call -> {
          int level = call.integer(0);
          int strategy = call.integer(1);
          boolean isRaw = call.flag(2);
          zip.add(
              call,
              () -> {
                var made = new Deflater(level, isRaw);
                int _ = made.params(level, strategy);
                return made;
              });
        });
    natives.on(INFLATER + "inflateBytesBytes(J[BII[BII)J", zip::inflate);
    natives.on(DEFLATER + "deflateBytesBytes(J[BII[BIIII)J", zip::deflate);
    for (String each : new String[] {INFLATER, DEFLATER}) {
      natives.on(each + "setDictionary(J[BII)V", zip::setDictionary);
      natives.on(
          each + "getAdler(J)I", call -> call.result((int) zip.stream(call, 0).state.getAdler()));
      natives.on(each + "reset(J)V", call -> zip.stream(call, 0).reset());
      natives.on(each + "end(J)V", call -> zip.streams.remove(call.longAt(0)));
    }
  }

  private void add(NativeCall call, Start start) {
    streams.put(++last, new Stream(start));
    call.result(last);
  }

  private Stream stream(NativeCall call, int slot) {
    return Objects.requireNonNull(streams.get(call.longAt(slot)));
  }

  private void setDictionary(NativeCall call) {
    int from = call.integer(3);
    int count = call.integer(4);
    byte[] dictionary = Arrays.copyOfRange((byte[]) call.ref(2), from, from + count);
    int result =
        switch (stream(call, 0).state) {
          case Inflater inflater -> inflater.setDictionary(dictionary, count);
          case Deflater deflater -> deflater.setDictionary(dictionary, count);
          case ZStream other -> throw new IllegalStateException("Neither: " + other);
        };
    if (result != JZlib.Z_OK) {
      throw call.vm.errors.make("java/lang/IllegalArgumentException", null);
    }
  }

  /** Gives a stream the input and the room for output that a call names. */
  private static void prepare(NativeCall call, ZStream stream) {
    stream.setInput((byte[]) call.ref(3), call.integer(4), call.integer(5), false);
    stream.setOutput((byte[]) call.ref(6), call.integer(7), call.integer(8));
  }

  private static long result(NativeCall call, ZStream stream) {
    return call.integer(5) - stream.avail_in
        | (long) (call.integer(8) - stream.avail_out) << WRITTEN;
  }

  private void inflate(NativeCall call) {
    var stream = (Inflater) stream(call, 1).state;
    prepare(call, stream);
    int how = stream.inflate(JZlib.Z_SYNC_FLUSH);
    long result = result(call, stream);
    switch (how) {
      case JZlib.Z_OK, JZlib.Z_BUF_ERROR -> call.result(result);
      case JZlib.Z_STREAM_END -> call.result(result | FINISHED);
      case JZlib.Z_NEED_DICT -> call.result(result | NEEDS_DICTIONARY);
      default -> {
        call.vm.set(call.object(0), "inputConsumed", call.integer(5) - stream.avail_in);
        call.vm.set(call.object(0), "outputConsumed", call.integer(8) - stream.avail_out);
        throw call.vm.errors.make("java/util/zip/DataFormatException", stream.msg);
      }
    }
  }

  private void deflate(NativeCall call) {
    var stream = (Deflater) stream(call, 1).state;
    prepare(call, stream);
    int parameters = call.integer(10);
    if ((parameters & 1) != 0) {
      int _ = stream.params(parameters >> 3, parameters >> 1 & 3);
    }
    int how = stream.deflate(call.integer(9));
    call.result(result(call, stream) | (how == JZlib.Z_STREAM_END ? FINISHED : 0));
  }
}

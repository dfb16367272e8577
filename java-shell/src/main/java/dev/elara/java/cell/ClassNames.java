package dev.elara.java.cell;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads from a class file which generated classes it mentions. */
final class ClassNames {

  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(CompiledCell.PACKAGE) + "/([\\w$]+)");

  private ClassNames() {}

  /** The binary names of generated classes anywhere in the constant pool. */
  static Set<String> in(byte[] bytes) {
    var names = new LinkedHashSet<String>();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> {
            var matcher = NAME.matcher(in.readUTF());
            while (matcher.find()) {
              names.add(CompiledCell.PACKAGE + "." + matcher.group(1));
            }
          }
          case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++;
          }
          default -> in.skipNBytes(4);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}

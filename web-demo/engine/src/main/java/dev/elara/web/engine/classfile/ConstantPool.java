package dev.elara.web.engine.classfile;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a class file, by index. Made into values when they are first asked for. Those
 * that only the code uses which a class file leaves out at first have tag 0.
 */
public final class ConstantPool {

  private byte[] bytes;
  private int[] positions;
  private final @Nullable Constant[] constants;

  /** Reads where each constant is; {@code in} stands behind the pool then. */
  ConstantPool(byte[] bytes, ByteReader in) {
    this.bytes = bytes;
    int count = in.u2();
    positions = new int[count];
    constants = new @Nullable Constant[count];
    for (int i = 1; i < count; i++) {
      positions[i] = in.position();
      int tag = in.u1();
      switch (tag) {
        case 0 -> {}
        case 1 -> in.skip(in.u2());
        case 7, 8, 16, 19, 20 -> in.skip(2);
        case 15 -> in.skip(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skip(4);
        case 5, 6 -> {
          in.skip(8);
          i++;
        }
        default -> throw new IllegalArgumentException("A class file's constant has tag " + tag);
      }
    }
  }

  /** Has all that {@code whole} has from now on, which is of the same class, with equal indices. */
  public void complete(ConstantPool whole) {
    bytes = whole.bytes;
    positions = whole.positions;
  }

  /** How many indices there are; 0 is none. */
  public int size() {
    return positions.length;
  }

  /** The constant at an index. */
  public Constant at(int index) {
    Constant found = constants[index];
    if (found == null) {
      found = read(index);
      constants[index] = found;
    }
    return found;
  }

  /** The text at an index. */
  public String utf(int index) {
    return ((Constant.Utf) at(index)).text();
  }

  /** The class named at an index; null for 0. */
  public @Nullable String className(int index) {
    return index == 0 ? null : ((Constant.ClassName) at(index)).name();
  }

  /** The class named at an index that must be there. */
  public String needClassName(int index) {
    return Objects.requireNonNull(className(index));
  }

  private Constant read(int index) {
    var in = new ByteReader(bytes, positions[index]);
    int tag = in.u1();
    return switch (tag) {
      case 1 -> new Constant.Utf(in.utf());
      case 3 -> new Constant.IntValue(in.s4());
      case 4 -> new Constant.FloatValue(Float.intBitsToFloat(in.s4()));
      case 5 -> new Constant.LongValue(in.s8());
      case 6 -> new Constant.DoubleValue(Double.longBitsToDouble(in.s8()));
      case 7 -> new Constant.ClassName(utf(in.u2()));
      case 8 -> new Constant.Text(utf(in.u2()));
      case 9, 10, 11 -> {
        String owner = needClassName(in.u2());
        var name = (Constant.NameAndType) at(in.u2());
        yield new Constant.Member(owner, name.name(), name.descriptor(), tag == 11);
      }
      case 12 -> new Constant.NameAndType(utf(in.u2()), utf(in.u2()));
      case 15 -> new Constant.Handle(in.u1(), (Constant.Member) at(in.u2()));
      case 16 -> new Constant.MethodType(utf(in.u2()));
      case 17, 18 -> {
        int bootstrap = in.u2();
        var name = (Constant.NameAndType) at(in.u2());
        yield new Constant.Dynamic(bootstrap, name.name(), name.descriptor(), tag == 18);
      }
      case 19, 20 -> new Constant.Other(utf(in.u2()));
      default ->
          throw new IllegalStateException("Constant " + index + " is used, but was left out.");
    };
  }
}

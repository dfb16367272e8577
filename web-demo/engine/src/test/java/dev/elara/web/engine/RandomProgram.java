package dev.elara.web.engine;

import java.util.Random;

/**
 * Programs drawn from a seed: arithmetic on all kinds of numbers, arrays, loops, switches, calls
 * and exceptions, in any nesting. What they compute is added up in {@code out}.
 */
final class RandomProgram {

  private static final String[] KINDS = {"int", "long", "float", "double"};
  private static final int METHODS = 4;

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int loops;

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  static Case of(long seed) {
    return new RandomProgram(seed).make(seed);
  }

  private Case make(long seed) {
    text.append(
        "static int si; static long sl; static float sf; static double sd; int fi; long fl;");
    text.append("static int[] ai=new int[16]; static long[] al=new long[16];");
    text.append("static byte[] ab=new byte[16]; static char[] ac=new char[16];");
    text.append("static double[] ad=new double[16]; static Object[] ao=new Object[16];\n");
    for (int i = 0; i < METHODS; i++) {
      String kind = KINDS[i % KINDS.length];
      text.append("static ").append(kind).append(" m").append(i);
      text.append("(int i, long l, float f, double d, Random_").append(seed).append(" o) {\n");
      for (int j = 3 + random.nextInt(4); j > 0; j--) {
        statement(i, 2);
      }
      text.append("return (").append(kind).append(")(").append(value(kind, 3, i)).append(");\n}\n");
    }
    String calls =
        """
        for (int n = 0; n < 60; n++) {
          var o = n % 20 == 19 ? null : new NAME();
          try { out.append(m0(n, n * 77777777777L, n / 3f, n * 1.7, o)); } catch (RuntimeException e) { out.append(e.getClass()); }
          try { out.append(m1(n - 30, ~n, -n, 1.0 / n, o)); } catch (RuntimeException e) { out.append(e.getClass()); }
          try { out.append(m2(n * n, n, n * 1e10f, -n, o)); } catch (RuntimeException e) { out.append(e.getClass()); }
          try { out.append(m3(-n, -n * 3L, 0.1f, n * 1e100, o)); } catch (RuntimeException e) { out.append(e.getStackTrace()[0].getLineNumber()); }
        }
        out.append(si).append(sl).append(sf).append(sd).append(Arrays.toString(ai)).append(Arrays.toString(al)).append(Arrays.toString(ab)).append(Arrays.hashCode(ac)).append(Arrays.toString(ad));
        """
            .replace("NAME", "Random_" + seed);
    return Case.of("Random_" + seed, "seed " + seed, text.toString(), calls);
  }

  private void statement(int method, int depth) {
    switch (random.nextInt(depth > 0 ? 12 : 6)) {
      case 0 -> line("i = (int)(" + value("int", depth + 1, method) + ");");
      case 1 -> line("l = (long)(" + value("long", depth + 1, method) + ");");
      case 2 -> line("f = (float)(" + value("float", depth + 1, method) + ");");
      case 3 -> line("d = " + value("double", depth + 1, method) + ";");
      case 4 -> line(place() + ";");
      case 5 -> line("s" + "il".charAt(random.nextInt(2)) + " += i; o.fi += i; o.fl ^= l;");
      case 6, 7 -> loop(method, depth);
      case 8 -> {
        line("if (" + test(method) + ") {");
        statement(method, depth - 1);
        line("} else {");
        statement(method, depth - 1);
        line("}");
      }
      case 9 -> {
        line("try {");
        statement(method, depth - 1);
        statement(method, depth - 1);
        line("} catch (ArithmeticException | ArrayIndexOutOfBoundsException e" + loops++ + ") {");
        line("si += 3;");
        statement(method, depth - 1);
        line(random.nextBoolean() ? "} finally { sl++; }" : "}");
      }
      case 10 -> choose(method, depth);
      default ->
          line(
              "ao[i & 15] = "
                  + random.nextInt(9)
                  + " > (i & 7) ? (Object) l : \"t\" + i;"
                  + " if (ao[(int) l & 15] instanceof Long x) sl += x; else si++;");
    }
  }

  private void loop(int method, int depth) {
    String n = "n" + loops++;
    int turns = 1 + random.nextInt(12);
    line("for (int " + n + " = 0; " + n + " < " + turns + "; " + n + "++) {");
    line("i += " + n + ";");
    statement(method, depth - 1);
    if (random.nextInt(3) == 0) {
      line("if (" + test(method) + ") " + (random.nextBoolean() ? "break;" : "continue;"));
    }
    statement(method, depth - 1);
    line("}");
  }

  private void choose(int method, int depth) {
    line("switch (" + value("int", 1, method) + (random.nextBoolean() ? " & 7" : "") + ") {");
    for (int i = 0; i < 4; i++) {
      line("case " + (i * (1 + random.nextInt(2)) + 10 * i * (i & 1)) + ":");
      statement(method, depth - 1);
      line(random.nextBoolean() ? "break;" : "");
    }
    line("default: sd += 0.5; }");
  }

  private void line(String source) {
    text.append(source).append('\n');
  }

  private String place() {
    String index = random.nextInt(20) == 0 ? "[i]" : "[i & 15]";
    return switch (random.nextInt(5)) {
      case 0 -> "ai" + index + " += (int) l";
      case 1 -> "al" + index + " ^= l + i";
      case 2 -> "ab" + index + " += i";
      case 3 -> "ac" + index + " -= i * 3";
      default -> "ad" + index + " = d - i";
    };
  }

  private String test(int method) {
    String kind = KINDS[random.nextInt(KINDS.length)];
    String[] signs = {"<", "<=", ">", ">=", "==", "!="};
    return value(kind, 1, method) + signs[random.nextInt(signs.length)] + value(kind, 1, method);
  }

  private String value(String kind, int depth, int method) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return leaf(kind);
    }
    boolean whole = kind.equals("int") || kind.equals("long");
    return switch (random.nextInt(whole ? 10 : 6)) {
      case 0, 1, 2 ->
          "(" + value(kind, depth - 1, method) + sign("+-*") + value(kind, depth - 1, method) + ")";
      case 3 -> {
        String other = KINDS[random.nextInt(KINDS.length)];
        yield "(" + kind + ")(" + value(other, depth - 1, method) + ")";
      }
      case 4 ->
          "(" + value(kind, depth - 1, method) + sign("/%") + value(kind, depth - 1, method) + ")";
      case 5 ->
          method == 0
              ? "(-" + leaf(kind) + ")"
              : "(" + kind + ") m" + random.nextInt(method) + "(i ^ 5, l + 1, f, d, o)";
      case 6, 7 ->
          "(" + value(kind, depth - 1, method) + sign("&|^") + value(kind, depth - 1, method) + ")";
      case 8 -> "(" + value(kind, depth - 1, method) + shift() + value("int", 0, method) + ")";
      default -> "(" + test(method) + " ? " + leaf(kind) + " : " + leaf(kind) + ")";
    };
  }

  private char sign(String signs) {
    return signs.charAt(random.nextInt(signs.length()));
  }

  private String shift() {
    return switch (random.nextInt(3)) {
      case 0 -> " << ";
      case 1 -> " >> ";
      default -> " >>> ";
    };
  }

  private String leaf(String kind) {
    String own = kind.substring(0, 1);
    return switch (random.nextInt(5)) {
      case 0 -> constant(kind);
      case 1 -> "s" + own;
      case 2 -> kind.equals("int") ? "ai[i & 15]" : kind.equals("long") ? "al[i & 15]" : own;
      case 3 -> kind.equals("int") ? "ab[i & 15]" : kind.equals("double") ? "ad[i & 15]" : own;
      default -> own;
    };
  }

  private String constant(String kind) {
    return switch (kind) {
      case "int" -> "(" + (random.nextBoolean() ? random.nextInt() : random.nextInt(40) - 9) + ")";
      case "long" -> "(" + (random.nextBoolean() ? random.nextLong() : random.nextInt(99)) + "L)";
      case "float" -> random.nextInt(100) / 8f + "f";
      default -> String.valueOf(random.nextInt(1000) / 3.0);
    };
  }
}

package dev.elara.java.assist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a call, said shorter than javac does. Stateless. */
final class CallTerms {

  private static final Pattern ONE =
      Pattern.compile(
          "(?s)(method|constructor) (\\S+)(?: in .*?)? cannot be applied to given types;?\\s*"
              + "required:\\s*(.*?)\\s*found:\\s*(.*?)\\s*reason:\\s*(.*)");
  private static final Pattern SEVERAL =
      Pattern.compile("(?s)no suitable (method|constructor) found for (\\S+?)\\((.*?)\\)\n(.*)");
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "(?sm)^\\s*(?:method|constructor) (?:<[^\n]*?>)?(\\S+?)\\.?([^\\s.(]+)\\(([^\n]*)\\) is not"
              + " applicable\\s*\\((.*?)\\)\\s*(?=^\\s*(?:method|constructor) |\\z)");
  private static final String LENGTHS = "actual and formal argument lists differ in length";
  private static final String NOTHING = "no arguments";

  private CallTerms() {}

  /** The message of a call's problem; others as they are. */
  static String message(String text) {
    Matcher one = ONE.matcher(text);
    if (one.matches()) {
      return head(one.group(1), one.group(2), one.group(4))
          + "\n  it takes "
          + list(one.group(3))
          + ": "
          + reason(one.group(5), one.group(3), one.group(4));
    }
    Matcher several = SEVERAL.matcher(text);
    if (several.matches()) {
      String candidates = candidates(several.group(4), several.group(3));
      if (!candidates.isEmpty()) {
        return head(several.group(1), several.group(2), several.group(3)) + candidates;
      }
    }
    return text;
  }

  private static String head(String kind, String name, String found) {
    String what = kind.equals("constructor") ? "new " + name + "(…)" : name;
    return what + " cannot be called with " + list(found);
  }

  private static String candidates(String text, String found) {
    List<String> fitting = new ArrayList<>();
    List<String> others = new ArrayList<>();
    Matcher candidate = CANDIDATE.matcher(text);
    while (candidate.find()) {
      String types = candidate.group(3);
      String reason = reason(candidate.group(4), types, found);
      String line = "\n  " + candidate.group(2) + list(types) + ": " + reason;
      (candidate.group(4).contains(LENGTHS) ? others : fitting).add(line);
    }
    return String.join("", fitting) + String.join("", others);
  }

  private static String reason(String text, String required, String found) {
    String reason = text.strip();
    if (reason.contains(LENGTHS)) {
      int count = types(required).size();
      return count + (count == 1 ? " argument, not " : " arguments, not ") + types(found).size();
    }
    return reason.replaceFirst("^(?:argument|varargs) mismatch; ", "");
  }

  private static String list(String types) {
    return "(" + String.join(", ", types(types)) + ")";
  }

  /** Types divided by commas that stand in no angle brackets. */
  private static List<String> types(String text) {
    List<String> types = new ArrayList<>();
    int depth = 0;
    int start = 0;
    String all = text.strip();
    for (int i = 0; i < all.length(); i++) {
      switch (all.charAt(i)) {
        case '<' -> depth++;
        case '>' -> depth--;
        case ',' -> {
          if (depth == 0) {
            types.add(all.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    if (!all.isEmpty() && !all.equals(NOTHING)) {
      types.add(all.substring(start).strip());
    }
    return types;
  }
}

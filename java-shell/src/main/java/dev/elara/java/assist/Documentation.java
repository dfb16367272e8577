package dev.elara.java.assist;

import dev.elara.message.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a name: how it is declared, and what its author says.
 *
 * @param declarations one, or all overloads of a method
 * @param comment Markdown; empty if there is none
 * @param source the source, for those who ask for detail; empty if it is not to be shown
 */
record Documentation(List<String> declarations, String comment, String source) {

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
  private static final Pattern ITALIC = Pattern.compile("(?<![\\w*])\\*([^*\n]+)\\*(?![\\w*])");

  /** It in plain text, Markdown and HTML. */
  MimeBundle bundle() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("text/plain", plain());
    data.put("text/markdown", markdown());
    data.put("text/html", html());
    return new MimeBundle(data, Map.of());
  }

  private String code() {
    return source.isEmpty() ? String.join("\n", declarations) : source;
  }

  private String plain() {
    var said = comment.replaceAll("(?m)^```.*\n?", "").replace("`", "").replace("**", "");
    return said.isEmpty() ? code() : code() + "\n\n" + said;
  }

  private String markdown() {
    var fenced = "```java\n" + code() + "\n```";
    return comment.isEmpty() ? fenced : fenced + "\n\n" + comment;
  }

  private String html() {
    var html = new StringBuilder("<pre><code>").append(escaped(code())).append("</code></pre>");
    var fenced = false;
    for (var part : comment.split("(?m)^```(?:java)?\n?", -1)) {
      if (fenced) {
        html.append("<pre><code>").append(escaped(part)).append("</code></pre>");
      } else {
        paragraphs(part, html);
      }
      fenced = !fenced;
    }
    return html.toString();
  }

  private static void paragraphs(String text, StringBuilder html) {
    for (var paragraph : text.strip().split("\n{2,}", -1)) {
      if (paragraph.isBlank()) {
        continue;
      }
      if (paragraph.startsWith("- ")) {
        html.append("<ul>");
        for (var item : paragraph.substring(2).split("\n- ", -1)) {
          html.append("<li>").append(inline(item)).append("</li>");
        }
        html.append("</ul>");
      } else {
        html.append("<p>").append(inline(paragraph.replaceFirst("^#+ ", ""))).append("</p>");
      }
    }
  }

  private static String inline(String text) {
    var code = CODE.matcher(escaped(text)).replaceAll("<code>$1</code>");
    return ITALIC.matcher(BOLD.matcher(code).replaceAll("<b>$1</b>")).replaceAll("<i>$1</i>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package dev.elara.java.assist;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A documentation comment as Markdown: the description, then parameters, result, exceptions. */
final class DocMarkdown extends SimpleDocTreeVisitor<@Nullable Void, StringBuilder> {

  private static final Map<String, String> ENTITIES =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ", "ndash", "–", "mdash", "—",
          "times", "×", "le", "≤");

  private boolean preformatted;

  /** The whole comment. */
  String of(DocCommentTree comment) {
    var text = new StringBuilder();
    all(comment.getFullBody(), text);
    var tags = new StringBuilder();
    all(comment.getBlockTags(), tags);
    var body = tidy(text.toString());
    var rest = tidy(tags.toString());
    return rest.isEmpty() ? body : body.isEmpty() ? rest : body + "\n\n" + rest;
  }

  private static String tidy(String text) {
    return text.replaceAll("[ \\t]+\n", "\n")
        .replaceAll("```java\n\n+", "```java\n")
        .replaceAll("\n{2,}```\n", "\n```\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private void all(List<? extends DocTree> trees, StringBuilder text) {
    for (var tree : trees) {
      tree.accept(this, text);
    }
  }

  private String inline(List<? extends DocTree> trees) {
    var text = new StringBuilder();
    all(trees, text);
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  @Override
  public @Nullable Void visitText(TextTree tree, StringBuilder text) {
    var body = tree.getBody();
    text.append(preformatted ? body : body.replaceAll("\n[ \\t]+", "\n"));
    return null;
  }

  @Override
  public @Nullable Void visitRawText(RawTextTree tree, StringBuilder text) {
    text.append(tree.getContent());
    return null;
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree tree, StringBuilder text) {
    var body = tree.getBody().getBody();
    var code = tree.getKind() == DocTree.Kind.CODE && !preformatted;
    text.append(code ? "`" + body.strip() + "`" : body);
    return null;
  }

  @Override
  public @Nullable Void visitLink(LinkTree tree, StringBuilder text) {
    var label = inline(tree.getLabel());
    var shown = label.isEmpty() ? tree.getReference().getSignature().replace('#', '.') : label;
    shown = shown.startsWith(".") ? shown.substring(1) : shown;
    text.append(shown.contains("`") ? shown : "`" + shown + "`");
    return null;
  }

  @Override
  public @Nullable Void visitValue(ValueTree tree, StringBuilder text) {
    text.append('`').append(tree.getReference() == null ? "" : tree.getReference()).append('`');
    return null;
  }

  @Override
  public @Nullable Void visitSummary(SummaryTree tree, StringBuilder text) {
    all(tree.getSummary(), text);
    return null;
  }

  @Override
  public @Nullable Void visitSnippet(SnippetTree tree, StringBuilder text) {
    if (tree.getBody() != null) {
      text.append("\n```java\n").append(tree.getBody().getBody().stripIndent()).append("\n```\n");
    }
    return null;
  }

  @Override
  public @Nullable Void visitEntity(EntityTree tree, StringBuilder text) {
    var name = tree.getName().toString();
    text.append(ENTITIES.getOrDefault(name, "&" + name + ";"));
    return null;
  }

  @Override
  public @Nullable Void visitStartElement(StartElementTree tree, StringBuilder text) {
    switch (tree.getName().toString().toLowerCase(Locale.ROOT)) {
      case "p", "table", "ul", "ol", "dl", "blockquote", "div" -> text.append("\n\n");
      case "li", "dt", "dd" -> text.append("\n- ");
      case "tr", "br" -> text.append('\n');
      case "td", "th" -> text.append(' ');
      case "pre" -> {
        preformatted = true;
        text.append("\n```java\n");
      }
      case "code", "tt" -> text.append(preformatted ? "" : "`");
      case "b", "strong" -> text.append("**");
      case "i", "em" -> text.append('*');
      case "h1", "h2", "h3", "h4" -> text.append("\n\n#### ");
      default -> {}
    }
    return null;
  }

  @Override
  public @Nullable Void visitEndElement(EndElementTree tree, StringBuilder text) {
    switch (tree.getName().toString().toLowerCase(Locale.ROOT)) {
      case "pre" -> {
        preformatted = false;
        text.append("\n```\n");
      }
      case "code", "tt" -> text.append(preformatted ? "" : "`");
      case "b", "strong" -> text.append("**");
      case "i", "em" -> text.append('*');
      case "ul", "ol", "table", "h1", "h2", "h3", "h4" -> text.append("\n\n");
      default -> {}
    }
    return null;
  }

  @Override
  public @Nullable Void visitParam(ParamTree tree, StringBuilder text) {
    var name = tree.isTypeParameter() ? "<" + tree.getName() + ">" : tree.getName().toString();
    text.append("\n- **").append(name).append("** – ").append(inline(tree.getDescription()));
    return null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, StringBuilder text) {
    if (tree.isInline()) {
      text.append("Returns ").append(inline(tree.getDescription())).append('.');
    } else {
      text.append("\n- **returns** ").append(inline(tree.getDescription()));
    }
    return null;
  }

  @Override
  public @Nullable Void visitThrows(ThrowsTree tree, StringBuilder text) {
    text.append("\n- **throws** `").append(tree.getExceptionName().getSignature()).append("` ");
    text.append(inline(tree.getDescription()));
    return null;
  }

  @Override
  public @Nullable Void visitDeprecated(DeprecatedTree tree, StringBuilder text) {
    text.append("\n- **deprecated** ").append(inline(tree.getBody()));
    return null;
  }
}

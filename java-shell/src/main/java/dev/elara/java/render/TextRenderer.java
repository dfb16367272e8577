package dev.elara.java.render;

import dev.elara.display.Renderer;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.runtime.UserNames;
import dev.elara.message.MimeBundle;
import java.lang.reflect.Array;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as plain text: what {@code toString()} says, arrays with their elements, collections and
 * maps of the JDK element by element.
 *
 * <p>Ends whatever the value is: text stops at a limit and says how much was left out, a collection
 * that holds itself is shown as {@code (this collection)} or {@code …}, and of an endless one only
 * the beginning is looked at. Code of the value's class runs, so it throws what that throws.
 *
 * <p>Immutable and thread-safe.
 */
public final class TextRenderer implements Renderer {

  /** How many characters of a value are shown unless somebody wishes otherwise. */
  public static final int DEFAULT_LIMIT = 200_000;

  private final int limit;

  /** A renderer that shows {@link #DEFAULT_LIMIT} characters at most. */
  public TextRenderer() {
    this(DEFAULT_LIMIT);
  }

  /**
   * A renderer with a limit.
   *
   * @param limit how many UTF-16 units of a value are shown
   */
  public TextRenderer(int limit) {
    this.limit = limit;
  }

  @Override
  public MimeBundle render(Object value) {
    return MimeBundle.text(text(value));
  }

  /** The value's text. */
  public String text(@Nullable Object value) {
    Writing writing = new Writing(limit);
    writing.value(value);
    return writing.text.toString();
  }

  /** One value being written. */
  private static final class Writing {
    private final int limit;
    private final StringBuilder text = new StringBuilder();

    /** The arrays, collections and maps around the place of writing. */
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    Writing(int limit) {
      this.limit = limit;
    }

    void value(@Nullable Object value) {
      if (value == null) {
        append("null");
      } else if (value.getClass().isArray()) {
        nested(value, () -> array(value));
      } else if (value instanceof Collection<?> collection && printsElements(value)) {
        nested(value, () -> elements(collection.iterator(), collection.size()));
      } else if (value instanceof Map<?, ?> map && printsElements(value)) {
        nested(value, () -> entries(map));
      } else {
        append(ownText(value));
      }
    }

    private void nested(Object container, Runnable content) {
      if (!around.add(container)) {
        append(itself(container));
        return;
      }
      content.run();
      around.remove(container);
    }

    private static String itself(Object container) {
      if (container instanceof Map) {
        return "(this Map)";
      }
      return container instanceof Collection ? "(this Collection)" : "[...]";
    }

    private void array(Object array) {
      int length = Array.getLength(array);
      text.append('[');
      for (int i = 0; i < length; i++) {
        if (isFull()) {
          leftOut(length - i, "elements");
          break;
        }
        separate(i);
        value(Array.get(array, i));
      }
      text.append(']');
    }

    private void elements(Iterator<?> elements, int size) {
      text.append('[');
      for (int i = 0; elements.hasNext(); i++) {
        if (isFull()) {
          leftOut(size - i, "elements");
          break;
        }
        separate(i);
        value(elements.next());
      }
      text.append(']');
    }

    private void entries(Map<?, ?> map) {
      text.append('{');
      int i = 0;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (isFull()) {
          leftOut(map.size() - i, "entries");
          break;
        }
        separate(i++);
        value(entry.getKey());
        text.append('=');
        value(entry.getValue());
      }
      text.append('}');
    }

    private void separate(int index) {
      if (index > 0) {
        text.append(", ");
      }
    }

    private void append(String piece) {
      int room = Math.max(0, limit - text.length());
      if (piece.length() <= room) {
        text.append(piece);
      } else {
        int end = room > 0 && Character.isHighSurrogate(piece.charAt(room - 1)) ? room - 1 : room;
        text.append(piece, 0, end);
        leftOut(piece.length() - end, "characters");
      }
    }

    private boolean isFull() {
      return text.length() >= limit;
    }

    private void leftOut(int count, String what) {
      text.append("… (").append(count > 0 ? String.format("%,d ", count) : "").append("more ");
      text.append(what).append(" not shown)");
    }
  }

  /** Whether a container's text is that of the JDK's collections, so that we may write it. */
  private static boolean printsElements(Object container) {
    try {
      Class<?> writer = container.getClass().getMethod("toString").getDeclaringClass();
      return writer == AbstractCollection.class
          || writer == AbstractMap.class
          || (writer != Object.class && container.getClass().getName().startsWith("java.util."));
    } catch (NoSuchMethodException impossible) {
      return false;
    }
  }

  /**
   * What a value says of itself; the default text of a cell's class without the generated names.
   */
  private static String ownText(Object value) {
    String text = String.valueOf(value.toString());
    String name = value.getClass().getName();
    return name.startsWith(CompiledCell.PACKAGE + ".") && text.startsWith(name + "@")
        ? UserNames.ofClass(value.getClass()) + text.substring(name.length())
        : text;
  }
}

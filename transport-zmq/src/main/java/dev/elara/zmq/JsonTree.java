package dev.elara.zmq;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one frame from what a parser reads. Belongs to one thread.
 *
 * <p>Lists and objects of none and of one take little memory: a message may consist of nothing
 * else, and a collection of garbage that meets such a tree keeps everybody waiting.
 */
final class JsonTree {

  private final JsonParser parser;
  private final int maxDepth;

  JsonTree(JsonParser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  /** The object that the parser has just begun. */
  Map<String, @Nullable Object> object() throws IOException, MalformedMessage {
    return object(maxDepth);
  }

  @SuppressWarnings("MixedMutabilityReturnType") // what was read is not to be changed
  private Map<String, @Nullable Object> object(int depth) throws IOException, MalformedMessage {
    String name = parser.nextFieldName();
    if (name == null) {
      return Collections.emptyMap();
    }
    Object value = nextValue(depth);
    String second = parser.nextFieldName();
    if (second == null) {
      return Collections.singletonMap(name, value);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put(name, value);
    for (String next = second; next != null; next = parser.nextFieldName()) {
      object.put(next, nextValue(depth));
    }
    return object;
  }

  private @Nullable Object nextValue(int depth) throws IOException, MalformedMessage {
    parser.nextToken();
    return value(depth - 1);
  }

  @SuppressWarnings("MixedMutabilityReturnType") // what was read is not to be changed
  private List<@Nullable Object> list(int depth) throws IOException, MalformedMessage {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return Collections.emptyList();
    }
    Object first = value(depth - 1);
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return Collections.singletonList(first);
    }
    List<@Nullable Object> list = new ArrayList<>();
    list.add(first);
    do {
      list.add(value(depth - 1));
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return list;
  }

  private @Nullable Object value(int depth) throws IOException, MalformedMessage {
    if (depth <= 0) {
      throw new StreamConstraintsException("too deep");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> list(depth);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new MalformedMessage("is not valid JSON");
    };
  }
}

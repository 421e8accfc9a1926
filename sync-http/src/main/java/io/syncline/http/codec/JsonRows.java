package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;

/** The elements of a list in JSON, or values that follow each other. */
final class JsonRows implements Rows {

  private final String format;
  private final JsonParser parser;
  private final Optional<JsonPointer> list;
  private boolean entered;

  /**
   * @param list where the list is; empty: each value of the text is a row
   */
  JsonRows(String format, Reader text, Optional<JsonPointer> list) {
    this.format = format;
    this.list = list;
    parser = Json.parser(text);
  }

  @Override
  public Optional<JsonNode> next() throws IOException, Unreadable {
    try {
      if (!entered) {
        enter();
        entered = true;
      }
      JsonToken token = parser.nextToken();
      if (token == null) {
        return Optional.empty();
      }
      if (list.isPresent() && token == JsonToken.END_ARRAY) {
        toTheEnd();
        return Optional.empty();
      }
      return Optional.of(Json.read(parser));
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new Unreadable("something that is not " + format + ": line=" + line);
    }
  }

  /** What is behind the list shows that the body is whole. */
  private void toTheEnd() {
    while (parser.nextToken() != null) {
      parser.skipChildren();
    }
  }

  private void enter() throws Unreadable {
    if (list.isEmpty()) {
      return;
    }
    JsonPointer rest = list.get();
    JsonToken token = parser.nextToken();
    while (!rest.matches() && below(token, rest)) {
      token = parser.currentToken();
      rest = rest.tail();
    }
    if (!rest.matches() || token != JsonToken.START_ARRAY) {
      throw new Unreadable("no list at " + list.get());
    }
  }

  /** Goes to the value of a member, or an element; whether it is there. */
  private boolean below(JsonToken token, JsonPointer at) {
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals(at.getMatchingProperty());
        parser.nextToken();
        if (found) {
          return true;
        }
        parser.skipChildren();
      }
    } else if (token == JsonToken.START_ARRAY) {
      int index = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (index++ == at.getMatchingIndex()) {
          return true;
        }
        parser.skipChildren();
      }
    }
    return false;
  }
}

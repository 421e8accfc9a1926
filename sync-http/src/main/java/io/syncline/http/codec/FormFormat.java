package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Names and values as forms have them: no null, no nesting; a name that comes twice is a list. */
final class FormFormat implements Format {

  @Override
  public String name() {
    return "a form";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/x-www-form-urlencoded");
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    return read(text, StandardCharsets.UTF_8);
  }

  @Override
  public JsonNode read(String text, Charset charset) throws Unreadable {
    ObjectNode form = Json.object();
    for (String pair : text.strip().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals), charset);
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), charset);
        Json.add(form, name, form.stringNode(value));
      }
    }
    return form;
  }

  /** To bytes first: the JDK's decoder would replace what is no character. */
  private static String decoded(String text, Charset charset) throws Unreadable {
    try {
      String bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Unreadable("something that is not a form in " + charset.name());
    }
  }

  /** Null is sent as nothing, as a browser sends a field that was emptied. */
  @Override
  public String write(JsonNode tree, Charset charset) {
    List<String> pairs = new ArrayList<>();
    tree.forEachEntry(
        (name, value) -> {
          for (JsonNode each : value.isArray() ? value.values() : List.of(value)) {
            String text = each.isNull() ? "" : Json.scalar(each);
            pairs.add(URLEncoder.encode(name, charset) + "=" + URLEncoder.encode(text, charset));
          }
        });
    return String.join("&", pairs);
  }

  @Override
  public boolean hasLists() {
    return false;
  }

  @Override
  public boolean repeatsMembers() {
    return true;
  }

  @Override
  public boolean isNested() {
    return false;
  }
}

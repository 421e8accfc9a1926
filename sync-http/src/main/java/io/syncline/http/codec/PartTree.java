package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parts as a tree: a list of {@code {headers, body}}, where a body is what its type says, a list
 * where it has parts, and bytes in base64 where its type is none of ours; an answer of HTTP is
 * {@code message: {status, headers, body}} in the place of a body. Of a form it is an object: each
 * field by its name, files as {@code {filename, type, content}}, or {@code base64}.
 */
final class PartTree {

  static final String FORM = "multipart/form-data";
  static final String FILE_NAME = "filename";
  static final String TYPE = "type";
  static final String CONTENT = "content";
  static final String BASE64 = "base64";

  /** The field that says which charset the others have, RFC 7578, section 4.6. */
  private static final String CHARSET = "_charset_";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<Format> KNOWN =
      List.of(
          Formats.JSON,
          new NdjsonFormat(),
          Formats.CSV,
          new FormFormat(),
          new XmlFormat(XmlShape.PLAIN));

  private final CharsetRule charset;

  PartTree(CharsetRule charset) {
    this.charset = charset;
  }

  JsonNode of(Part part) throws Unreadable {
    return part.type().equals(FORM) ? form(part.parts()) : list(part.parts());
  }

  private ArrayNode list(List<Part> parts) throws Unreadable {
    ArrayNode list = NODES.arrayNode();
    for (Part part : parts) {
      ObjectNode item = list.addObject();
      item.set("headers", headers(part.headers()));
      if (part.type().equals(HttpMessage.TYPE)) {
        HttpMessage message = HttpMessage.of(part);
        ObjectNode below = item.putObject("message");
        below.put("status", message.status());
        below.set("headers", headers(message.headers()));
        if (message.hasBody()) {
          below.set("body", value(message.headers(), message.body()));
        }
      } else {
        item.set(
            "body", Part.isMultipart(part.type()) ? of(part) : value(part.headers(), part.body()));
      }
    }
    return list;
  }

  static ObjectNode headers(HttpHeaders headers) {
    ObjectNode all = NODES.objectNode();
    headers.map().forEach((name, values) -> all.put(name, String.join(", ", values)));
    return all;
  }

  JsonNode value(HttpHeaders headers, byte[] body) throws Unreadable {
    String type = Part.type(headers);
    Optional<Format> format =
        KNOWN.stream().filter(each -> isOf(each, type)).findFirst().or(() -> text(type));
    return format.isPresent()
        ? charset.read(headers, body, format.get())
        : NODES.stringNode(Base64.getEncoder().encodeToString(body));
  }

  /** RFC 6839: what follows the plus says how it is written. */
  private static boolean isOf(Format format, String type) {
    return format.mediaTypes().contains(type)
        || (type.endsWith("+json") && format instanceof JsonFormat)
        || (type.endsWith("+xml") && format instanceof XmlFormat);
  }

  private static Optional<Format> text(String type) {
    return type.startsWith("text/") || type.startsWith("message/")
        ? Optional.of(new TextFormat())
        : Optional.empty();
  }

  private ObjectNode form(List<Part> parts) throws Unreadable {
    ObjectNode form = Json.object();
    Optional<Charset> usual = Optional.empty();
    for (Part part : parts) {
      String name =
          Parts.parameter(part.headers(), "Content-Disposition", "name")
              .orElseThrow(() -> new Unreadable("a part of a form that has no name"));
      if (name.equals(CHARSET)) {
        usual =
            CharsetRule.known(
                charset.read(part.headers(), part.body(), new TextFormat()).asString().strip());
      } else {
        Json.add(form, name, field(labelled(part, usual)));
      }
    }
    return form;
  }

  private JsonNode field(Part part) throws Unreadable {
    Optional<String> file = Parts.parameter(part.headers(), "Content-Disposition", FILE_NAME);
    if (file.isEmpty()) {
      return Part.isMultipart(part.type()) ? of(part) : value(part.headers(), part.body());
    }
    ObjectNode content = NODES.objectNode();
    content.put(FILE_NAME, file.get());
    content.put(TYPE, part.type());
    Optional<Format> text = text(part.type());
    if (text.isPresent()) {
      content.set(CONTENT, charset.read(part.headers(), part.body(), text.get()));
    } else {
      content.put(BASE64, Base64.getEncoder().encodeToString(part.body()));
    }
    return content;
  }

  /** With the charset of the form, where it says nothing of itself. */
  private static Part labelled(Part part, Optional<Charset> usual) {
    if (usual.isEmpty() || part.headers().firstValue("Content-Type").isPresent()) {
      return part;
    }
    Map<String, List<String>> headers = new TreeMap<>(part.headers().map());
    headers.put("content-type", List.of("text/plain; charset=" + usual.get().name()));
    return new Part(HttpHeaders.of(headers, (name, value) -> true), part.body(), part.parts());
  }

  /** Characters that mean nothing else. */
  private static final class TextFormat implements Format {

    @Override
    public String name() {
      return "text";
    }

    @Override
    public List<String> mediaTypes() {
      return List.of("text/plain");
    }

    @Override
    public JsonNode read(String text) {
      return NODES.stringNode(text);
    }

    @Override
    public String write(JsonNode tree, Charset charset) {
      return Json.scalar(tree);
    }
  }
}

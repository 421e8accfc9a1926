package io.syncline.http.soap;

import io.syncline.http.codec.Format;
import io.syncline.http.codec.Unreadable;
import io.syncline.http.json.Json;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is in the body of an envelope. A fault is a member {@code Fault} in either version, with
 * {@code code} and {@code subcode} without their prefixes, {@code text} and {@code detail}.
 */
final class SoapFormat implements Format {

  private static final JsonPointer BODY = JsonPointer.compile("/Envelope/Body");
  private static final JsonPointer CODE_1_1 = JsonPointer.compile("/faultcode");
  private static final JsonPointer TEXT_1_1 = JsonPointer.compile("/faultstring");
  private static final JsonPointer DETAIL_1_1 = JsonPointer.compile("/detail");
  private static final JsonPointer CODE_1_2 = JsonPointer.compile("/Code/Value");
  private static final JsonPointer SUBCODE_1_2 = JsonPointer.compile("/Code/Subcode/Value");
  private static final JsonPointer TEXT_1_2 = JsonPointer.compile("/Reason/Text");
  private static final JsonPointer DETAIL_1_2 = JsonPointer.compile("/Detail");
  private static final JsonPointer TEXT = JsonPointer.compile("/#text");
  private static final String FAULT = "Fault";

  private final SoapVersion version;
  private final Format xml;

  SoapFormat(SoapVersion version, Format xml) {
    this.version = version;
    this.xml = xml;
  }

  @Override
  public String name() {
    return "SOAP";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of(version.mediaType());
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    JsonNode body = xml.read(text).at(BODY);
    if (body.isMissingNode()) {
      throw new Unreadable("something that is not a SOAP envelope");
    }
    if (body.get(FAULT) == null) {
      return body;
    }
    ObjectNode members = (ObjectNode) body;
    members.set(FAULT, fault(members.get(FAULT)));
    return members;
  }

  private static JsonNode fault(JsonNode fault) {
    ObjectNode known = Json.object();
    text(fault, CODE_1_1, CODE_1_2).ifPresent(code -> known.put("code", local(code)));
    Json.text(fault, SUBCODE_1_2).ifPresent(code -> known.put("subcode", local(code)));
    text(fault, TEXT_1_1, TEXT_1_2).ifPresent(text -> known.put("text", text));
    Stream.of(fault.at(DETAIL_1_1), fault.at(DETAIL_1_2))
        .filter(detail -> !detail.isMissingNode())
        .findFirst()
        .ifPresent(detail -> known.set("detail", detail));
    return known;
  }

  /** Text may be there in several languages. */
  private static Optional<String> text(JsonNode fault, JsonPointer one, JsonPointer other) {
    JsonNode found = fault.at(one).isMissingNode() ? fault.at(other) : fault.at(one);
    JsonNode first = found.isArray() ? found.get(0) : found;
    return Json.text(first.isObject() ? first.at(TEXT) : first, JsonPointer.empty());
  }

  private static String local(String name) {
    return name.strip().substring(name.strip().indexOf(':') + 1);
  }

  @Override
  public String write(JsonNode tree, Charset charset) {
    throw new UnsupportedOperationException("must be an envelope");
  }

  @Override
  public Optional<String> declaredCharset(byte[] body) {
    return xml.declaredCharset(body);
  }

  @Override
  public Optional<String> misfit(String text) {
    return xml.misfit(text);
  }

  @Override
  public Optional<String> misfitName(String name) {
    return xml.misfitName(name);
  }

  @Override
  public boolean hasLists() {
    return xml.hasLists();
  }

  @Override
  public Optional<List<JsonNode>> list(JsonNode body, JsonPointer at) {
    return xml.list(body, at);
  }
}

package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** RFC 8259. */
final class JsonFormat implements Format {

  @Override
  public String name() {
    return "JSON";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/json");
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    return Json.parse(text).orElseThrow(() -> new Unreadable("something that is not JSON"));
  }

  @Override
  public boolean hasRows() {
    return true;
  }

  @Override
  public Rows rows(Reader text, JsonPointer at) {
    return new JsonRows(name(), text, Optional.of(at));
  }

  @Override
  public String write(JsonNode tree, Charset charset) {
    return Json.write(tree);
  }

  @Override
  public boolean isTextual() {
    return false;
  }
}

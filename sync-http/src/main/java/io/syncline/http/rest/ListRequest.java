package io.syncline.http.rest;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BodyTemplate;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.Paging;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A call for one page, while it is put together. */
final class ListRequest {

  private final Map<String, String> headers;
  private final Map<String, JsonNode> variables;
  private final Optional<ObjectNode> body;
  private String path;

  /**
   * @param path with its query
   * @param variables of its body, or of its envelope
   */
  ListRequest(String path, ListSpec list, Map<String, String> variables) {
    this.path = path;
    this.headers = new HashMap<>(list.headers());
    this.variables = CallParts.texts(variables);
    this.variables.computeIfPresent(
        BodyTemplate.PAGE_SIZE,
        (name, size) -> JsonNodeFactory.instance.numberNode(Integer.parseInt(size.asString())));
    this.body = list.body().map(template -> template.filled(this.variables));
  }

  void put(Paging.Slot slot, JsonNode value) {
    if (slot instanceof Paging.Slot.Query query) {
      path = Call.withQuery(path, query.name(), value.asString());
    } else if (slot instanceof Paging.Slot.Header header) {
      headers.put(header.name(), value.asString());
    } else if (slot instanceof Paging.Slot.Variable variable) {
      variables.put(variable.name(), value);
    } else if (slot instanceof Paging.Slot.Body place) {
      Json.put(body.orElseThrow(), place.at(), value);
    }
  }

  HttpTransport.Request of(WebService service, Call call) {
    return service.request(
        call, new CallParts(path, headers, variables, body.map(JsonNode.class::cast)));
  }
}

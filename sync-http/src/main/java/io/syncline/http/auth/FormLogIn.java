package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.manifest.Call;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Fields as a form or as JSON, and an answer in JSON. */
record FormLogIn(AuthSpec.Token spec, Secrets secrets) implements LogIn {

  /** RFC 6749, section 5.2. */
  private static final JsonPointer ERROR = JsonPointer.compile("/error");

  private static final JsonPointer DESCRIPTION = JsonPointer.compile("/error_description");

  @Override
  public Optional<HttpTransport.Request> request() {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    headers.put(
        "Content-Type", spec.form() ? "application/x-www-form-urlencoded" : "application/json");
    Optional<String> basic = spec.client().flatMap(secrets::client);
    basic.ifPresent(text -> headers.put("Authorization", text));
    return secrets
        .reveal(spec.fields())
        .filter(fields -> basic.isPresent() == spec.client().isPresent())
        .map(fields -> spec.form() ? form(fields) : json(fields))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(body -> new HttpTransport.Request("POST", spec.source(), headers, body));
  }

  private static String form(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(field -> Call.encode(field.getKey()) + "=" + Call.encode(field.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    return JsonMapper.shared().writeValueAsString(new TreeMap<>(fields));
  }

  @Override
  public Answered read(Exchange.Answer answer) {
    JsonNode body = Json.parse(answer.body()).orElse(MissingNode.getInstance());
    List<String> words =
        Stream.of(ERROR, DESCRIPTION).flatMap(at -> Json.text(body, at).stream()).toList();
    return new Answered(answer.status(), body, words);
  }
}

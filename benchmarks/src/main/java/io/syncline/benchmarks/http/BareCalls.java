package io.syncline.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * By the JDK's client as it comes, with the same headers, and with the fields of each contact taken
 * out of the JSON by hand: what one writes who needs nothing else.
 */
final class BareCalls implements Calls {

  static final String TOKEN = "token-of-the-crm";
  static final String NAME = "Ann Lee";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  BareCalls(String url) {
    this.url = url;
  }

  @Override
  public int read() throws IOException, InterruptedException {
    return contact(sent(request("/contacts/1").GET().build())).size();
  }

  @Override
  public int page() throws IOException, InterruptedException {
    JsonNode body = JSON.readTree(sent(request("/contacts").GET().build()).body());
    List<Map<String, Object>> contacts = new ArrayList<>();
    body.get("items").values().forEach(each -> contacts.add(fields(each)));
    return contacts.stream().mapToInt(Map::size).sum();
  }

  @Override
  public int write() throws IOException, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().put("full_name", NAME));
    return contact(
            sent(
                request("/contacts/1")
                    .header("If-Match", Contacts.ETAG)
                    .header("Content-Type", "application/json")
                    .method("PATCH", BodyPublishers.ofByteArray(body))
                    .build()))
        .size();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<byte[]> sent(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = answered(request);
    if (response.statusCode() != 200) {
      throw new IOException("must be 200: status=" + response.statusCode());
    }
    return response;
  }

  /** Once more where the connection was closed meanwhile: the JDK itself repeats only a GET. */
  private HttpResponse<byte[]> answered(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  private static Map<String, Object> contact(HttpResponse<byte[]> response) throws IOException {
    if (response.headers().firstValue("ETag").isEmpty()) {
      throw new IOException("must have an ETag");
    }
    return fields(JSON.readTree(response.body()));
  }

  private static Map<String, Object> fields(JsonNode contact) {
    Map<String, Object> fields = new HashMap<>();
    contact
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              fields.put(
                  member.getKey(),
                  value.isString()
                      ? value.asString()
                      : value.isNumber() ? value.decimalValue() : value.asBoolean());
            });
    return fields;
  }

  @Override
  public void close() {}
}

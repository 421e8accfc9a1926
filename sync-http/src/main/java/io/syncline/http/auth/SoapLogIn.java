package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Codec;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.AuthSpec;
import io.syncline.http.soap.SoapCall;
import io.syncline.http.soap.SoapFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields in an envelope, and an answer in another. Beside what is in its body, the answer shows
 * what is in its header, as a member {@code Header}.
 */
record SoapLogIn(AuthSpec.Token spec, SoapCall soap, Secrets secrets) implements LogIn {

  private static final String HEADER = "Header";
  private static final JsonPointer IN_HEADER = JsonPointer.compile("/Envelope/Header");
  private static final int REFUSED = 401;
  private static final int LATER = 503;

  @Override
  public Optional<HttpTransport.Request> request() {
    Codec codec = soap.codec(Codec.XML);
    Map<String, String> headers = new HashMap<>(codec.decode().headers());
    headers.putAll(soap.headers(codec));
    return secrets
        .reveal(spec.fields())
        .map(SoapLogIn::nodes)
        .map(values -> soap.body(values, codec))
        .map(body -> new HttpTransport.Request("POST", spec.source(), headers, body));
  }

  private static Map<String, JsonNode> nodes(Map<String, String> fields) {
    Map<String, JsonNode> nodes = new HashMap<>();
    fields.forEach((name, text) -> nodes.put(name, JsonNodeFactory.instance.stringNode(text)));
    return nodes;
  }

  @Override
  public Answered read(Exchange.Answer answer) {
    JsonNode body = soap.codec(Codec.XML).decode().decode(answer.headers(), answer.body()).body();
    List<String> words =
        Stream.of(SoapFault.CODE, SoapFault.SUBCODE, SoapFault.TEXT)
            .flatMap(at -> Json.text(body, at).stream())
            .toList();
    return new Answered(status(answer.status(), body), withHeader(body, answer), words);
  }

  /**
   * A fault refuses who logs in, unless it blames the service and says nothing else: many services
   * have a code of their own for a wrong password, and few of them blame the sender.
   */
  private static int status(int status, JsonNode body) {
    Optional<String> code = Json.text(body, SoapFault.CODE);
    if (code.isEmpty()) {
      return status;
    }
    boolean plain = Json.text(body, SoapFault.SUBCODE).isEmpty();
    return plain && SoapFault.blamesReceiver(code.get()) ? LATER : REFUSED;
  }

  private JsonNode withHeader(JsonNode body, Exchange.Answer answer) {
    JsonNode header =
        Codec.XML.decode().decode(answer.headers(), answer.body()).body().at(IN_HEADER);
    ObjectNode all = Json.object();
    body.forEachEntry(all::set);
    if (!header.isMissingNode()) {
      all.set(HEADER, header);
    }
    return all;
  }
}

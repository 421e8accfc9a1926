package io.syncline.http.soap;

import io.syncline.http.codec.Codec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What one operation of a SOAP service is sent.
 *
 * @param action of the {@code SOAPAction} header, or the parameter {@code action}; may be empty
 */
public record SoapCall(String action, Envelope envelope) {

  /** How its bodies are read, and values checked. */
  public Codec codec(Codec xml) {
    return xml.as(new SoapFormat(envelope.version(), xml.decode().format()));
  }

  /**
   * What goes with the body.
   *
   * @param codec as {@link #codec} gave it
   */
  public Map<String, String> headers(Codec codec) {
    Map<String, String> headers = new HashMap<>(codec.encode().headers());
    String type = envelope.version().mediaType() + "; charset=" + codec.encode().charset().name();
    headers.putAll(envelope.version().headers(action, type));
    return headers;
  }

  public byte[] body(Map<String, JsonNode> values, Codec codec) {
    return body(values, List.of(), codec);
  }

  /** The same of a call that carries many items, in their order. */
  public byte[] body(Map<String, JsonNode> values, List<Envelope.Item> items, Codec codec) {
    return codec.encode().encode(envelope.filled(values, items, codec.encode().charset()));
  }
}

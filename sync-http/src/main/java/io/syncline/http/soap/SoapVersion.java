package io.syncline.http.soap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions of the protocol. */
public enum SoapVersion {
  /** W3C Note, 8 May 2000. */
  V1_1("1.1", "http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  /** W3C Recommendation, 27 April 2007. */
  V1_2("1.2", "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private final String word;
  private final String namespace;
  private final String mediaType;

  SoapVersion(String word, String namespace, String mediaType) {
    this.word = word;
    this.namespace = namespace;
    this.mediaType = mediaType;
  }

  /** As manifests spell it. */
  public String word() {
    return word;
  }

  public String mediaType() {
    return mediaType;
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(SoapVersion::word).toList();
  }

  public static Optional<SoapVersion> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  static Optional<SoapVersion> ofNamespace(String namespace) {
    return Arrays.stream(values()).filter(each -> each.namespace.equals(namespace)).findFirst();
  }

  /**
   * Where a call says what it is for: a header in 1.1 (section 6.1.1), a parameter of the media
   * type in 1.2 (RFC 3902).
   *
   * @param action may be empty
   * @param contentType with its charset
   */
  Map<String, String> headers(String action, String contentType) {
    if (this == V1_1) {
      return Map.of("Content-Type", contentType, "SOAPAction", "\"" + action + "\"");
    }
    return Map.of(
        "Content-Type",
        action.isEmpty() ? contentType : contentType + "; action=\"" + action + "\"");
  }
}

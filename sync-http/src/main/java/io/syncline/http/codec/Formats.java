package io.syncline.http.codec;

import java.util.List;
import java.util.Optional;

/** Formats by the words that manifests have for them. */
public final class Formats {

  public static final Format JSON = new JsonFormat();

  public static final Format CSV = new CsvFormat();

  private Formats() {}

  public static List<String> words() {
    return List.of("json", "ndjson", "csv", "form", "multipart", "xml");
  }

  /** Those that bodies can be sent in. */
  public static List<String> wordsOfSent() {
    return List.of("json", "ndjson", "form", "multipart", "xml");
  }

  /** Those of many records, one after the other. */
  public static List<String> wordsOfRows() {
    return List.of("json", "ndjson", "csv");
  }

  public static Optional<Format> of(String word, XmlShape shape) {
    return switch (word) {
      case "json" -> Optional.of(JSON);
      case "ndjson" -> Optional.of(new NdjsonFormat());
      case "csv" -> Optional.of(CSV);
      case "form" -> Optional.of(new FormFormat());
      case "multipart" -> Optional.of(new MultipartFormat());
      case "xml" -> Optional.of(new XmlFormat(shape));
      default -> Optional.empty();
    };
  }
}

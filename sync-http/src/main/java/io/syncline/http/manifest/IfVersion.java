package io.syncline.http.manifest;

/**
 * Where a call says which version of a record it changes.
 *
 * @param name of the header, or of the parameter in the query, or a pointer into the body
 * @param form how the version is written
 */
public record IfVersion(At at, String name, Form form) {

  /** What of a call has it. */
  public enum At {
    HEADER,
    QUERY,
    BODY
  }

  /** How the text of a version is written. */
  public enum Form {
    PLAIN,
    QUOTED,
    /** A number of JSON; in bodies only. */
    NUMBER
  }

  /** Compares times by whole seconds (RFC 9110, 13.1.4). */
  static final String DATE = "If-Unmodified-Since";

  public boolean isHeader() {
    return at == At.HEADER;
  }

  /** Whether it takes a time as headers have them, and nothing else. */
  public boolean isDate() {
    return isHeader() && name.equalsIgnoreCase(DATE);
  }

  /** A version that is just a text. */
  public String written(String token) {
    return form == Form.QUOTED ? '"' + token + '"' : token;
  }

  /** As manifests name places. */
  public String place() {
    return switch (at) {
      case HEADER -> name;
      case QUERY -> "query." + name;
      case BODY -> "body." + name;
    };
  }
}

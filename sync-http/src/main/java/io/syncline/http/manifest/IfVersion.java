package io.syncline.http.manifest;

/**
 * Where a call says which version of a record it changes.
 *
 * @param name of the header, or of the parameter in the query
 * @param quoted whether the version is put in quotes
 */
public record IfVersion(At at, String name, boolean quoted) {

  /** What of a call has it. */
  public enum At {
    HEADER,
    QUERY
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
    return quoted ? '"' + token + '"' : token;
  }

  /** As manifests name places. */
  public String place() {
    return isHeader() ? name : "query." + name;
  }
}

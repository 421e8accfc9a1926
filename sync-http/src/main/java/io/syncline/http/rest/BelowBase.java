package io.syncline.http.rest;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that answers tell. Credentials are sent to none that is not below our base. */
final class BelowBase {

  private BelowBase() {}

  /**
   * A whole address.
   *
   * @param asked what it may be relative to
   * @throws IllegalArgumentException where it is none
   */
  static URI resolved(URI asked, String address) {
    // URI.resolve() drops the last segment here, unlike RFC 3986, section 5.4
    return asked.resolve(address.startsWith("?") ? asked.getRawPath() + address : address);
  }

  /** The path and query behind the base; empty where the address is not below it. */
  static Optional<String> path(URI base, URI address) {
    String root = Objects.requireNonNullElse(base.getRawPath(), "");
    String path = Objects.requireNonNullElse(address.getRawPath(), "");
    boolean ours =
        Objects.equals(base.getScheme(), address.getScheme())
            && Objects.equals(base.getRawAuthority(), address.getRawAuthority())
            && path.startsWith(root + "/")
            && staysBelow(root, path);
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return ours ? Optional.of(path.substring(root.length()) + query) : Optional.empty();
  }

  /** Dots lead upwards, encoded ones too (WHATWG URL, section 4.4); a backslash may be a slash. */
  private static boolean staysBelow(String root, String path) {
    String plain = path.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c", "/");
    return Stream.of(plain.substring(root.length()).split("/", -1)).noneMatch(".."::equals);
  }
}

package io.syncline.testkit.conformance;

import java.util.List;

/** Rules of facets that this version of the SPI has not. */
final class MissingFacets {

  private static final String INBOUND = "no such facet in this version: InboundReceiver";

  private MissingFacets() {}

  static List<Rule> all() {
    return List.of(
        inbound(
            "IN-01",
            "a valid signature passes; one flipped bit, a wrong secret, a missing header fail"
                + " alike"),
        inbound("IN-02", "old and future stamps are refused; two secrets during rotation pass"),
        inbound("IN-03", "one delivery twice is one event"),
        inbound("IN-04", "a stale payload does not overwrite newer state"),
        inbound(
            "IN-05",
            "handshakes are answered; oversized, truncated or non-UTF-8 bodies are refused"
                + " cleanly"));
  }

  private static Rule inbound(String id, String words) {
    return Rule.without(id, Need.OPTIONAL, words, INBOUND);
  }
}

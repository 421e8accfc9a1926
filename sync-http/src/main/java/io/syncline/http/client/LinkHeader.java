package io.syncline.http.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code Link} headers as RFC 8288, section 3, has them: several links in a header, several
 * relations in a link, parameters that are quoted and hold commas.
 */
public final class LinkHeader {

  private final String text;
  private int at;

  private LinkHeader(String text) {
    this.text = text;
  }

  /**
   * The target of the first link of a relation, as it is written: it may be relative to the address
   * that was asked. Links that are said to begin elsewhere, by an {@code anchor}, are none of ours.
   *
   * @param headers all {@code Link} headers of an answer; what cannot be read ends its header
   */
  public static Optional<String> target(List<String> headers, String relation) {
    return headers.stream()
        .flatMap(header -> new LinkHeader(header).links().stream())
        .filter(link -> !link.anchored() && link.relations().contains(relation))
        .map(Link::target)
        .findFirst();
  }

  /**
   * One link.
   *
   * @param relations in small letters
   * @param anchored whether it leads from somewhere else
   */
  private record Link(String target, List<String> relations, boolean anchored) {}

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    while (true) {
      skip(", \t");
      if (!has('<')) {
        return links;
      }
      int end = text.indexOf('>', at);
      if (end < 0) {
        return links;
      }
      String target = text.substring(at + 1, end).strip();
      at = end + 1;
      links.add(parameters(target));
    }
  }

  /** Of two relations of one link the first counts. */
  private Link parameters(String target) {
    Optional<String> relations = Optional.empty();
    boolean anchored = false;
    skip(" \t");
    while (has(';')) {
      skip("; \t");
      String name = until("=;, \t").toLowerCase(Locale.ROOT);
      String value = value();
      if (name.equals("rel") && relations.isEmpty()) {
        relations = Optional.of(value);
      }
      anchored |= name.equals("anchor");
      skip(" \t");
    }
    List<String> words =
        Arrays.asList(relations.orElse("").toLowerCase(Locale.ROOT).split("[ \t]+", -1));
    return new Link(target, words, anchored);
  }

  /** Empty where a parameter has none. */
  private String value() {
    skip(" \t");
    if (!has('=')) {
      return "";
    }
    at++;
    skip(" \t");
    return has('"') ? quoted() : until(";, \t");
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < text.length() && !has('"')) {
      at += has('\\') && at + 1 < text.length() ? 1 : 0;
      value.append(text.charAt(at));
      at++;
    }
    at++;
    return value.toString();
  }

  private String until(String ends) {
    int from = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean has(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }
}

package io.syncline.http.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads {@code page}: how an answer leads to the next one. */
final class PagingReader {

  /** One of them says how pages go on. */
  static final List<String> KINDS =
      List.of("cursor", "offset", "number", "nextUrl", "link", "keyset", "pageInfo");

  static final int SIZE = 100;
  private static final int MAX_PAGES = 10_000;

  private final Section list;
  private final Section section;
  private final List<String> key;

  private PagingReader(Section list, List<String> key) {
    this.list = list;
    this.section = list.requiredSection("page");
    this.key = key;
  }

  /**
   * Reads it.
   *
   * @param list what has {@code page}, or comes in one answer
   * @param key of the dataset
   */
  static Paging read(Section list, List<String> key) {
    if (list.isText("page")) {
      list.section("page"); // tells what is wrong with it
      return Paging.single(SIZE);
    }
    return list.has("page") ? new PagingReader(list, key).page(true) : Paging.single(SIZE);
  }

  /** The same of a list whose pages go on by what its records have. */
  static Paging readSize(Section list, List<String> key) {
    return list.has("page") && !list.isText("page")
        ? new PagingReader(list, key).page(false)
        : read(list, key);
  }

  private Paging page(boolean led) {
    Optional<Section> connection = section.section("pageInfo");
    Optional<JsonPointer> pageInfo = connection.map(info -> info.requiredPointer("from"));
    List<Paging.Kind> kinds = new ArrayList<>();
    section.section("cursor").ifPresent(cursor -> kinds.add(token(cursor)));
    section.section("offset").ifPresent(offset -> kinds.add(offset(offset)));
    section.section("number").ifPresent(number -> kinds.add(number(number)));
    section.section("nextUrl").ifPresent(next -> kinds.add(nextUrl(next)));
    connection.ifPresent(info -> kinds.add(pageInfo(info, pageInfo.orElseThrow())));
    if (section.has("keyset")) {
      kinds.add(keyset());
    }
    section
        .word("link", List.of("next"), Optional::of)
        .ifPresent(link -> kinds.add(new Paging.NextUrl(Optional.empty())));
    if (led && kinds.size() != 1) {
      list.fault("page", "must be one of " + String.join(", ", KINDS));
    } else if (!led && !kinds.isEmpty()) {
      list.fault("page", "must have nothing but size with tieBreak, by which pages go on");
    }
    if (pageInfo.isPresent() && section.has("more")) {
      section.fault("more", "must not be given with pageInfo, which has it");
    }
    Optional<JsonPointer> more =
        pageInfo
            .map(info -> info.append(JsonPointer.compile("/hasNextPage")))
            .or(() -> section.pointer("more"));
    Paging paging =
        new Paging(
            kinds.isEmpty() ? new Paging.Single() : kinds.get(0),
            more,
            section
                .word("ends", List.of("empty", "short", "same"), Paging.Ends::of)
                .orElse(Paging.Ends.EMPTY),
            section.integer("size", SIZE, 1),
            section.integer("maxPages", MAX_PAGES, 1));
    section.end();
    return paging;
  }

  private Paging.Kind token(Section cursor) {
    Paging.Kind token = new Paging.Token(cursor.requiredPointer("from"), slot(cursor));
    cursor.end();
    return token;
  }

  private Paging.Kind offset(Section offset) {
    Paging.Kind kind =
        new Paging.Offset(slot(offset), offset.integer("first", 0, 0), offset.pointer("total"));
    offset.end();
    return kind;
  }

  private Paging.Kind number(Section number) {
    Paging.Kind kind = new Paging.PageNumber(slot(number), number.integer("first", 1, 0));
    number.end();
    return kind;
  }

  private static Paging.Kind nextUrl(Section next) {
    Paging.Kind kind = new Paging.NextUrl(Optional.of(next.requiredPointer("from")));
    next.end();
    return kind;
  }

  /** As connections of GraphQL have it. */
  private Paging.Kind pageInfo(Section info, JsonPointer from) {
    Paging.Kind token =
        new Paging.Token(from.append(JsonPointer.compile("/endCursor")), slot(info));
    info.end();
    return token;
  }

  /** Records that are equal in all of its values would be skipped, so a key is the last of them. */
  private Paging.Kind keyset() {
    List<Paging.Keyset.Part> parts = new ArrayList<>();
    for (Section part : section.sections("keyset")) {
      parts.add(new Paging.Keyset.Part(part.requiredPointer("from"), slot(part)));
      part.end();
    }
    List<JsonPointer> places = parts.stream().map(Paging.Keyset.Part::from).toList();
    List<JsonPointer> keys = key.stream().map(PagingReader::place).toList();
    int most = places.size();
    if (most < keys.size() || !places.subList(most - keys.size(), most).equals(keys)) {
      section.fault(
          "keyset", "must end with the key, or records of equal values are skipped: " + keys);
    }
    return new Paging.Keyset(parts);
  }

  private static JsonPointer place(String field) {
    return JsonPointer.compile("/" + field);
  }

  private Paging.Slot slot(Section part) {
    return slot(list, part);
  }

  /** Where a call of {@code list} takes what {@code part} describes. */
  static Paging.Slot slot(Section list, Section part) {
    String text = part.requiredText("to");
    String name = text.substring(text.indexOf('.') + 1);
    if (text.matches("query\\.\\S+")) {
      return new Paging.Slot.Query(name);
    }
    if (text.matches("header\\.\\S+")) {
      return new Paging.Slot.Header(name);
    }
    if (text.matches("body\\./\\S+")) {
      if (!list.has("body")) {
        part.fault("to", "must not be in the body of a call that has none: " + text);
      }
      return new Paging.Slot.Body(JsonPointer.compile(name));
    }
    boolean enveloped = list.has("call") && !list.isText("call");
    if (enveloped && text.matches("page\\.\\w+")) {
      return new Paging.Slot.Variable(text);
    }
    if (part.has("to")) {
      String last = enveloped ? "page.name" : "body./pointer";
      part.fault("to", "must be query.name, header.name or " + last + ": " + text);
    }
    return new Paging.Slot.Query("unset");
  }
}

package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drafts one dataset. */
final class DatasetDraft {

  /** Where a record may say which state of it this is. */
  private static final List<String> VERSIONS =
      List.of("etag", "_etag", "@odata.etag", "version", "revision", "_rev", "rev");

  private final ApiResource resource;
  private final Listing listing;
  private final Optional<ApiShape> record;
  private final String wrapped;
  private final Optional<String> key;

  DatasetDraft(ApiResource resource) {
    this.resource = resource;
    listing = Listing.of(resource.list());
    Optional<ApiShape> read =
        resource.read().map(each -> ApiShape.of(each.document(), each.answer()));
    Optional<String> member = read.flatMap(this::wrapping);
    wrapped = member.map(name -> "/" + name).orElse("");
    record =
        read.map(shape -> member.map(shape::property).orElse(shape))
            .filter(ApiShape::isObject)
            .or(listing::record)
            .filter(ApiShape::isObject);
    key = record.flatMap(this::key);
  }

  /** The only object in an answer that has more fields than the answer has; empty: it is bare. */
  private Optional<String> wrapping(ApiShape answer) {
    List<String> objects =
        answer.properties().keySet().stream()
            .filter(name -> answer.property(name).isObject())
            .toList();
    boolean bare = key(answer).isPresent() || objects.size() != 1;
    return bare || key(answer.property(objects.get(0))).isEmpty()
        ? Optional.empty()
        : Optional.of(objects.get(0));
  }

  /** What the path calls it, without the name of the collection, or what most call it. */
  private Optional<String> key(ApiShape shape) {
    String parameter = resource.parameter();
    FieldDraft fields = new FieldDraft(shape);
    Stream<String> ends =
        Stream.of("id", "uuid", "key", "code", "name", "slug", "number")
            .filter(end -> parameter.toLowerCase(Locale.ROOT).endsWith(end));
    return Stream.concat(Stream.concat(Stream.of(parameter), ends), Stream.of("id", "uuid", "_id"))
        .filter(fields::isField)
        .findFirst();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("key: [" + key.map(Yaml::text).orElse(Yaml.todo("the field of the key")) + "]");
    List<String> fields = record.map(each -> new FieldDraft(each).lines()).orElse(List.of());
    if (fields.stream().anyMatch(line -> !line.startsWith("#"))) {
      lines.add("schema:");
      lines.add("  fields:");
      fields.forEach(line -> lines.add("    " + line));
    } else {
      lines.add(Yaml.comment("TODO schema: the document does not describe a record"));
    }
    version().ifPresent(version -> lines.add("version: { " + version + " }"));
    resource
        .read()
        .ifPresent(
            call ->
                lines.add(
                    "read: { one: "
                        + call(call)
                        + (wrapped.isEmpty() ? "" : ", record: " + Yaml.text(wrapped))
                        + " }"));
    lines.addAll(scan());
    lines.add(Yaml.comment("TODO feed: how changes are followed, if the service tells them"));
    lines.addAll(writes());
    return lines;
  }

  /** With the field of the key in the place of the path's own name for it. */
  private String call(ApiOperation operation) {
    String variable = "{" + resource.parameter() + "}";
    String path =
        key.map(name -> operation.path().replace(variable, "{" + name + "}"))
            .orElse(operation.path());
    return Yaml.quoted(operation.method() + " " + path);
  }

  private Optional<String> version() {
    boolean header =
        resource.read().filter(each -> each.answersHeader("etag"::equals)).isPresent()
            || Stream.of(resource.update(), resource.delete())
                .flatMap(Optional::stream)
                .anyMatch(each -> each.header("if-match").isPresent());
    Optional<String> field =
        VERSIONS.stream()
            .filter(name -> record.filter(each -> new FieldDraft(each).isField(name)).isPresent())
            .findFirst();
    List<String> keys = new ArrayList<>();
    if (header) {
      keys.add("etag: header");
    }
    field.ifPresent(name -> keys.add("field: " + Yaml.text("/" + name)));
    return keys.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", keys));
  }

  private List<String> scan() {
    List<String> lines = new ArrayList<>(List.of("scan:"));
    List<String> query = new ArrayList<>();
    listing.size().ifPresent(name -> query.add(name + "={page.size}"));
    listing.unknown().forEach(name -> query.add(name + "=${TODO " + name + "}"));
    String path = resource.list().path() + (query.isEmpty() ? "" : "?" + String.join("&", query));
    lines.add("  call: " + Yaml.quoted("GET " + path));
    String records =
        listing
            .records()
            .map(Yaml::text)
            .orElse(Yaml.todo("where an answer has the list, such as /items"));
    if (!records.equals("\"\"")) {
      lines.add("  records: " + records);
    }
    Optional<String> paging = listing.paging();
    String size = listing.most().map(most -> ", size: " + most).orElse("");
    if (paging.isPresent()) {
      lines.add("  page: { " + paging.get() + size + " }");
    } else if (listing.size().isPresent()) {
      lines.add(
          "  page: "
              + Yaml.todo("how pages go on: cursor, offset, number, nextUrl, link or keyset"));
    } else {
      lines.add("  " + Yaml.comment("TODO see that one answer has all records: no page is told"));
    }
    return lines;
  }

  private List<String> writes() {
    List<String> lines = new ArrayList<>();
    resource.create().ifPresent(each -> lines.add("  create: " + write(each, call(each), true)));
    resource.update().ifPresent(each -> lines.addAll(update(each)));
    resource.delete().ifPresent(each -> lines.add("  delete: " + write(each, call(each), false)));
    if (!lines.isEmpty()) {
      lines.add(0, "write:");
    }
    return lines;
  }

  private List<String> update(ApiOperation update) {
    if (update.method().equals("PATCH")) {
      return List.of("  update: " + write(update, call(update), true));
    }
    String call = call(update).replaceFirst("^\"PUT", "\"\\${TODO PUT}");
    return List.of(
        "  "
            + Yaml.comment(
                "TODO say PUT if it leaves alone what is not sent: only fields that changed are."),
        "  " + Yaml.comment("If it blanks them, take this line away."),
        "  update: " + write(update, call, true));
  }

  private String write(ApiOperation operation, String call, boolean shows) {
    List<String> keys = new ArrayList<>(List.of("call: " + call));
    operation
        .header("if-match")
        .filter(name -> version().isPresent() && !operation.method().equals("POST"))
        .ifPresent(name -> keys.add("ifVersion: { header: " + Yaml.text(name) + " }"));
    operation
        .header("idempotency-key")
        .ifPresent(name -> keys.add("idempotency: { header: " + Yaml.text(name) + " }"));
    if (shows) {
      answers(operation).ifPresent(keys::add);
    }
    return "{ " + String.join(", ", keys) + " }";
  }

  /** Where the answer, as what is sent, has the record at the same place. */
  private Optional<String> answers(ApiOperation operation) {
    ApiShape answer = ApiShape.of(operation.document(), operation.answer());
    ApiShape shown = wrapped.isEmpty() ? answer : answer.property(wrapped.substring(1));
    String at = wrapped.isEmpty() ? "" : ", record: " + Yaml.text(wrapped);
    if (key.isEmpty() || !shown.has(key.get())) {
      return Optional.empty();
    }
    return Optional.of("answers: " + (shown.properties().size() > 1 ? "record" : "key") + at);
  }

  /** Of what is wrong, as the first call tells it. */
  static Optional<String> failure(ApiResource resource) {
    ApiShape failure = ApiShape.of(resource.list().document(), resource.list().failure());
    List<String> keys = new ArrayList<>();
    named(failure, "code", "errorCode", "error_code", "error", "type")
        .ifPresent(name -> keys.add("code: " + Yaml.text("/" + name)));
    named(failure, "message", "detail", "description", "error_description", "title")
        .ifPresent(name -> keys.add("text: " + Yaml.text("/" + name)));
    return keys.isEmpty()
        ? Optional.empty()
        : Optional.of(keys.stream().collect(Collectors.joining(", ", "failure: { ", " }")));
  }

  private static Optional<String> named(ApiShape shape, String... names) {
    return Stream.of(names)
        .filter(shape::has)
        .filter(name -> !shape.property(name).isObject() && !shape.property(name).isList())
        .findFirst();
  }
}

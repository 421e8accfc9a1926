package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How a list is answered and goes on, as far as names tell.
 *
 * @param records where the answer has the list; empty: nobody knows
 * @param record one of them
 */
record Listing(ApiOperation call, Optional<String> records, Optional<ApiShape> record) {

  private static final Pattern SIZE =
      Pattern.compile(
          "\\$?(limit|top|count|size|(per|page)[_-]?(page|size|limit)|max[_-]?results)");

  private static final Pattern CURSOR =
      Pattern.compile(
          "(page[_-]?|next[_-]?|continuation[_-]?)?(cursor|token|after|marker)"
              + "|starting[_-]?after|continuation");

  private static final Pattern OFFSET =
      Pattern.compile("\\$?(offset|skip|start|start[_-]?(at|index|from))");

  private static final Pattern NUMBER = Pattern.compile("p|page|page[_-]?(number|no|num|index)");

  private static final Pattern NEXT_TOKEN =
      Pattern.compile(
          "next|after|cursor|(next|end)[_-]?((page)?[_-]?token|cursor|marker|after)"
              + "|continuation([_-]?token)?");

  private static final Pattern NEXT_URL =
      Pattern.compile("@odata\\.nextlink|next[_-]?(page)?[_-]?(url|uri|link|href)|href");

  private static final Pattern TOTAL = Pattern.compile("total([_-]?(count|results|items))?");

  private static final List<String> LISTS =
      List.of("items", "data", "results", "records", "value", "values", "entries", "content");

  static Listing of(ApiOperation call) {
    ApiShape answer = ApiShape.of(call.document(), call.answer());
    if (answer.isList()) {
      return new Listing(call, Optional.of(""), Optional.of(answer.items()));
    }
    List<Place> lists =
        places(answer, "", 1).stream().filter(each -> each.shape().isList()).toList();
    Optional<Place> list =
        lists.size() == 1
            ? Optional.of(lists.get(0))
            : LISTS.stream()
                .flatMap(name -> lists.stream().filter(each -> each.name().equals(name)))
                .findFirst();
    return new Listing(call, list.map(Place::at), list.map(each -> each.shape().items()));
  }

  /** A member of an answer. */
  private record Place(String name, String at, ApiShape shape) {}

  private static List<Place> places(ApiShape shape, String at, int deeper) {
    List<Place> places = new ArrayList<>();
    for (String name : shape.properties().keySet()) {
      ApiShape member = shape.property(name);
      String place = at + "/" + name.replace("~", "~0").replace("/", "~1");
      places.add(new Place(name, place, member));
      if (deeper > 0 && member.isObject()) {
        places.addAll(places(member, place, deeper - 1));
      }
    }
    return places;
  }

  /** The parameter that says how many records a page has. */
  Optional<String> size() {
    return parameter(SIZE);
  }

  /** What a page may have at most, where the document says so. */
  Optional<Integer> most() {
    JsonNode most =
        size()
            .flatMap(name -> Optional.ofNullable(call.parameters("query").get(name)))
            .map(each -> call.document().at(each, "schema").path("maximum"))
            .orElse(MissingNode.getInstance());
    return most.isInt() && most.asInt() > 0 ? Optional.of(most.asInt()) : Optional.empty();
  }

  /** Required parameters that nothing here gives a value. */
  List<String> unknown() {
    List<String> names = new ArrayList<>();
    for (var parameter : call.parameters("query").entrySet()) {
      String name = parameter.getKey();
      boolean ours =
          List.of(SIZE, CURSOR, OFFSET, NUMBER).stream().anyMatch(each -> matches(each, name));
      if (parameter.getValue().path("required").asBoolean(false) && !ours) {
        names.add(name);
      }
    }
    return names;
  }

  /** How pages go on, as the manifest says it; empty: there is one page. */
  Optional<String> paging() {
    List<Place> places = places(ApiShape.of(call.document(), call.answer()), "", 1);
    Optional<String> url =
        places.stream()
            .filter(each -> each.shape().type().equals("string"))
            .filter(
                each ->
                    matches(NEXT_URL, each.name())
                        || (each.name().equals("next")
                            && each.shape().format().matches("ur[il](-reference)?")))
            .map(Place::at)
            .findFirst();
    if (call.answersHeader("link"::equals)) {
      return Optional.of("link: next");
    }
    if (url.isPresent()) {
      return Optional.of("nextUrl: { from: " + Yaml.text(url.get()) + " }");
    }
    return parameter(CURSOR)
        .map(name -> "cursor: { from: " + token(places) + ", to: " + to(name) + " }")
        .or(() -> parameter(NUMBER).map(name -> "number: { to: " + to(name) + first(name) + " }"))
        .or(
            () ->
                parameter(OFFSET).map(name -> "offset: { to: " + to(name) + total(places) + " }"));
  }

  private static String token(List<Place> places) {
    return places.stream()
        .filter(each -> matches(NEXT_TOKEN, each.name()) && !each.shape().isObject())
        .map(each -> Yaml.text(each.at()))
        .findFirst()
        .orElse(Yaml.todo("where an answer has the next one, such as /paging/next"));
  }

  private static String total(List<Place> places) {
    return places.stream()
        .filter(each -> matches(TOTAL, each.name()) && each.shape().type().equals("integer"))
        .map(each -> ", total: " + Yaml.text(each.at()))
        .findFirst()
        .orElse("");
  }

  /** The first page is 1 unless the document says otherwise. */
  private String first(String name) {
    Map<String, JsonNode> query = call.parameters("query");
    JsonNode schema =
        Optional.ofNullable(query.get(name))
            .map(each -> call.document().at(each, "schema"))
            .orElse(MissingNode.getInstance());
    boolean zero = schema.path("default").asInt(1) == 0 || schema.path("minimum").asInt(1) == 0;
    return zero ? ", first: 0" : "";
  }

  private static String to(String name) {
    return Yaml.text("query." + name);
  }

  private Optional<String> parameter(Pattern words) {
    return call.parameters("query").keySet().stream()
        .filter(name -> matches(words, name))
        .findFirst();
  }

  private static boolean matches(Pattern words, String name) {
    String plain = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return words.matcher(plain).matches();
  }
}

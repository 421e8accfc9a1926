package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Paging;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Fetches a listing page by page, as one manifest entry describes it. */
final class Pages {

  private static final Pattern NEXT_LINK =
      Pattern.compile("<([^>]*)>[^,]*;\\s*rel=\"?next\"?", Pattern.CASE_INSENSITIVE);

  private final WebService service;
  private final Call call;
  private final JsonPointer records;
  private final Paging paging;

  Pages(WebService service, Call call, JsonPointer records, Paging paging) {
    this.service = service;
    this.call = call;
    this.records = records;
    this.paging = paging;
  }

  /**
   * Where a page begins.
   *
   * @param token what leads there; empty: the first page
   * @param number of pages before it
   * @param size the same for all pages of one listing
   */
  record Place(String token, int number, int size) {}

  /** One page; {@code next} is empty at the end. */
  record Page(List<JsonNode> records, Optional<Place> next, Exchange.Answer answer) {}

  Place first(int maxRows) {
    return new Place("", 0, Math.min(paging.size(), maxRows));
  }

  boolean isStable() {
    return paging.kind().isStable();
  }

  /**
   * Reads one page.
   *
   * @throws AdapterException.Unsupported when pages lead in a circle, or to another host
   */
  Page fetch(Place place, Map<String, String> variables, Deadline deadline) {
    WebService.Reply reply =
        service.read(call, request(place, variables), Question.LISTING, deadline);
    JsonNode list = reply.body().at(records);
    if (!list.isArray()) {
      throw new AdapterException.Unsupported(
          service.text(call, "answered without a list at " + records));
    }
    List<JsonNode> found = new ArrayList<>(list.values());
    Optional<String> token = next(place, reply, found.size());
    token.ifPresent(next -> guard(place, next));
    return new Page(
        found,
        token.map(next -> new Place(next, place.number() + 1, place.size())),
        reply.answer());
  }

  private HttpTransport.Request request(Place place, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("page.size", Integer.toString(place.size()));
    String path = call.path(all);
    Map<String, String> headers = new HashMap<>();
    Paging.Kind kind = paging.kind();
    if (kind instanceof Paging.NextUrl && !place.token().isEmpty()) {
      path = place.token();
    } else if (kind instanceof Paging.Token token && !place.token().isEmpty()) {
      path = put(token.to(), place.token(), path, headers);
    } else if (kind instanceof Paging.Offset offset) {
      path = put(offset.to(), place.token().isEmpty() ? "0" : place.token(), path, headers);
    } else if (kind instanceof Paging.PageNumber number) {
      path = put(number.to(), Integer.toString(number.first() + place.number()), path, headers);
    }
    return service.request(call.method(), path, headers, new byte[0]);
  }

  /** A page shorter than asked for is not the last: services cap pages as they like. */
  private Optional<String> next(Place place, WebService.Reply reply, int count) {
    Paging.Kind kind = paging.kind();
    if (kind instanceof Paging.Token token) {
      return Json.text(reply.body(), token.from()).filter(text -> !text.isEmpty());
    }
    if (kind instanceof Paging.NextUrl next) {
      return nextUrl(next, reply).filter(text -> !text.isEmpty()).map(this::path);
    }
    if (kind instanceof Paging.Single || count == 0) {
      return Optional.empty();
    }
    long before = place.token().isEmpty() ? 0 : Long.parseLong(place.token());
    return Optional.of(Long.toString(before + count));
  }

  private static Optional<String> nextUrl(Paging.NextUrl next, WebService.Reply reply) {
    if (next.from().isPresent()) {
      return Json.text(reply.body(), next.from().get());
    }
    return reply.answer().headers().allValues("Link").stream()
        .flatMap(link -> Stream.of(link).map(NEXT_LINK::matcher).filter(Matcher::find))
        .map(found -> found.group(1))
        .findFirst();
  }

  /** The address below our base; credentials are sent nowhere else. */
  private String path(String address) {
    URI base = service.base();
    String root = Objects.requireNonNullElse(base.getRawPath(), "");
    URI next;
    try {
      next = URI.create(base + "/").resolve(address);
    } catch (IllegalArgumentException e) {
      throw new AdapterException.Unsupported(
          service.text(call, "answered with a broken next page"));
    }
    String path = Objects.requireNonNullElse(next.getRawPath(), "");
    boolean ours =
        base.getScheme().equals(next.getScheme())
            && Objects.equals(base.getRawAuthority(), next.getRawAuthority())
            && path.startsWith(root + "/")
            && !next.normalize().getRawPath().startsWith("/..");
    if (!ours) {
      throw new AdapterException.Unsupported(
          service.text(call, "answered with a next page outside " + base));
    }
    String query = next.getRawQuery() == null ? "" : "?" + next.getRawQuery();
    return path.substring(root.length()) + query;
  }

  private void guard(Place place, String next) {
    if (next.equals(place.token())) {
      throw new AdapterException.Unsupported(
          service.text(call, "answered with a next page that is the same page"));
    }
    if (place.number() + 1 >= paging.maxPages()) {
      throw new AdapterException.Unsupported(
          service.text(call, "must end within maxPages: " + paging.maxPages()));
    }
  }

  private static String put(
      Paging.Slot slot, String value, String path, Map<String, String> headers) {
    if (slot.header()) {
      headers.put(slot.name(), value);
      return path;
    }
    return withQuery(path, slot.name(), value);
  }

  static String withQuery(String path, String name, String value) {
    return path + (path.contains("?") ? "&" : "?") + Call.encode(name) + "=" + Call.encode(value);
  }
}

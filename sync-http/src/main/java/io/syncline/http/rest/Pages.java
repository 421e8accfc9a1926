package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.LinkHeader;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.BodyTemplate;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.Paging;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fetches a listing page by page, as one manifest entry describes it. */
final class Pages {

  private final WebService service;
  private final ListSpec list;
  private final Paging paging;

  Pages(WebService service, ListSpec list) {
    this.service = service;
    this.list = list;
    this.paging = list.paging();
  }

  /**
   * Where a page begins.
   *
   * @param token what leads there; empty: the first page
   * @param number of pages before it
   * @param size records that are asked for
   */
  record Place(String token, int number, int size) {}

  /**
   * One page.
   *
   * @param next empty at the end
   * @param asked the address that it came from
   */
  record Page(
      List<JsonNode> records,
      Optional<Place> next,
      Exchange.Answer answer,
      JsonNode body,
      URI asked) {}

  Place first(int maxRows) {
    return new Place("", 0, size(maxRows));
  }

  /** The same place, with as many records as are wanted now. */
  Place sized(Place place, int maxRows) {
    return new Place(place.token(), place.number(), size(maxRows));
  }

  private int size(int maxRows) {
    return paging.kind().isElastic() ? Math.min(paging.size(), maxRows) : paging.size();
  }

  boolean isStable() {
    return paging.kind().isStable();
  }

  /**
   * Reads one page.
   *
   * @throws AdapterException.Unsupported when pages lead in a circle, or to another host, or an
   *     answer does not say what the manifest says that it does
   */
  Page fetch(Place place, Map<String, String> variables, Deadline deadline) {
    return fetch(place, new Since.Beginning(), variables, deadline);
  }

  /** The same for what changed since a position. */
  Page fetch(Place place, Since since, Map<String, String> variables, Deadline deadline) {
    HttpTransport.Request request = request(place, since, variables);
    WebService.Reply reply = service.read(list.call(), request, Question.LISTING, deadline);
    List<JsonNode> records =
        service
            .list(list.call(), reply.body(), list.records())
            .or(
                () ->
                    Optional.of(List.<JsonNode>of()).filter(none -> isCounted(place, reply, none)))
            .orElseThrow(() -> unsupported("answered without a list at " + list.records()));
    Optional<String> token = next(place, request, reply, records);
    token.ifPresent(next -> guard(place));
    return new Page(
        records,
        token.map(next -> new Place(next, place.number() + 1, place.size())),
        reply.answer(),
        reply.body(),
        request.address());
  }

  /** The call for one page. */
  HttpTransport.Request request(Place place, Since since, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put(BodyTemplate.PAGE_SIZE, Integer.toString(place.size()));
    Paging.Kind kind = paging.kind();
    boolean led = kind instanceof Paging.NextUrl && !place.token().isEmpty();
    String path =
        led
            ? place.token()
            : since instanceof Since.Link link ? link.path() : list.call().path(all);
    ListRequest request = new ListRequest(path, list, all);
    boolean replaced =
        since instanceof Since.Token token
            && kind.slots().contains(token.to())
            && !place.token().isEmpty();
    if (since instanceof Since.Token token && !led && !replaced) {
      request.put(token.to(), JsonNodeFactory.instance.stringNode(token.text()));
    }
    put(place, request);
    return request.of(service, list.call());
  }

  private void put(Place place, ListRequest request) {
    Paging.Kind kind = paging.kind();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (kind instanceof Paging.Token token && !place.token().isEmpty()) {
      request.put(token.to(), nodes.stringNode(place.token()));
    } else if (kind instanceof Paging.Offset offset) {
      request.put(offset.to(), nodes.numberNode(offset.first() + skipped(place)));
    } else if (kind instanceof Paging.PageNumber number) {
      request.put(number.to(), nodes.numberNode(number.first() + place.number()));
    } else if (kind instanceof Paging.Keyset keyset && !place.token().isEmpty()) {
      JsonNode values = Json.parse(bytes(place.token())).orElseThrow();
      for (int i = 0; i < keyset.parts().size(); i++) {
        request.put(keyset.parts().get(i).to(), values.get(i));
      }
    }
  }

  /** A page shorter than asked for is the last only where the manifest says so. */
  private Optional<String> next(
      Place place, HttpTransport.Request request, WebService.Reply reply, List<JsonNode> records) {
    boolean isShort = records.size() < place.size();
    if (isOver(reply.body())
        || isCounted(place, reply, records)
        || (paging.ends() == Paging.Ends.SHORT && isShort)) {
      return Optional.empty();
    }
    Optional<String> token = token(place, request, reply, records);
    if (token.isEmpty() && paging.more().isPresent()) {
      throw unsupported("answered that there is more, and not where");
    }
    boolean same = token.isPresent() && token.get().equals(place.token());
    if (same && paging.ends() != Paging.Ends.SAME) {
      throw unsupported("answered with a next page that is the same page");
    }
    return same ? Optional.empty() : token;
  }

  /** What is left out where it is promised could cut a listing, and so delete what is behind. */
  private boolean isOver(JsonNode body) {
    if (paging.more().isEmpty()) {
      return false;
    }
    return Json.text(body, paging.more().get())
        .filter(text -> text.equals("true") || text.equals("false"))
        .map("false"::equals)
        .orElseThrow(() -> unsupported("answered without true or false at " + paging.more().get()));
  }

  /** Whether these are the last of as many as the answer says that there are. */
  private boolean isCounted(Place place, WebService.Reply reply, List<JsonNode> records) {
    return paging.kind() instanceof Paging.Offset offset
        && offset.total().isPresent()
        && skipped(place) + records.size() >= total(reply.body(), offset.total().get());
  }

  private long total(JsonNode body, JsonPointer at) {
    return Json.text(body, at)
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf)
        .orElseThrow(() -> unsupported("answered without a number at " + at));
  }

  private Optional<String> token(
      Place place, HttpTransport.Request request, WebService.Reply reply, List<JsonNode> records) {
    Paging.Kind kind = paging.kind();
    if (kind instanceof Paging.Token token) {
      return text(reply.body(), token.from()).filter(text -> !text.isEmpty());
    }
    if (kind instanceof Paging.NextUrl next) {
      return next.from()
          .map(from -> text(reply.body(), from))
          .orElseGet(() -> LinkHeader.target(reply.answer().headers().allValues("Link"), "next"))
          .filter(text -> !text.isEmpty())
          .map(text -> path(request.address(), text, "next page"));
    }
    if (kind instanceof Paging.Single || records.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        kind instanceof Paging.Keyset keyset
            ? values(keyset, records.get(records.size() - 1))
            : Long.toString(skipped(place) + records.size()));
  }

  /** What is there and is no text must not be taken for the end, as nothing is. */
  private Optional<String> text(JsonNode body, JsonPointer at) {
    if (body.at(at).isContainer()) {
      throw unsupported("answered without a text at " + at);
    }
    return Json.text(body, at);
  }

  private static long skipped(Place place) {
    return place.token().isEmpty() ? 0 : Long.parseLong(place.token());
  }

  /** As a list, since values may hold anything. */
  private String values(Paging.Keyset keyset, JsonNode record) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (Paging.Keyset.Part part : keyset.parts()) {
      JsonNode value = record.at(part.from());
      if (!value.isValueNode() || value.isNull()) {
        throw unsupported("answered with a record that has no value at " + part.from());
      }
      values.add(value);
    }
    return new String(Json.bytes(values), StandardCharsets.UTF_8);
  }

  /**
   * An address in an answer, as a path below our base: credentials are sent nowhere else, and kept
   * in no position.
   *
   * @param what the address leads to
   */
  String path(URI asked, String address, String what) {
    URI next;
    try {
      next = BelowBase.resolved(asked, address);
    } catch (IllegalArgumentException e) {
      throw unsupported("answered with a broken " + what);
    }
    return BelowBase.path(service.base(), next)
        .map(service::withoutCredentials)
        .orElseThrow(() -> unsupported("answered with a " + what + " outside " + service.base()));
  }

  private void guard(Place place) {
    if (place.number() + 1 >= paging.maxPages()) {
      throw unsupported("must end within maxPages: " + paging.maxPages());
    }
  }

  /** The service does what its manifest does not say. */
  AdapterException unsupported(String what) {
    return new AdapterException.Unsupported(service.text(list.call(), what));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.FeedSpec.DeltaLink;
import io.syncline.http.manifest.FeedSpec.Kind;
import io.syncline.http.manifest.FeedSpec.Latest;
import io.syncline.http.manifest.FeedSpec.Token;
import io.syncline.spi.Change;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds changes by what the service gives out to ask on with: a token, or a link. */
final class TokenFeed implements Follower<TokenPosition> {

  private final WebService service;
  private final FeedSpec spec;
  private final Items items;
  private final Pages pages;
  private final LatestCall latestCall;
  private final Restarts restarts;

  TokenFeed(WebService service, FeedSpec spec, Items items) {
    this.service = service;
    this.spec = spec;
    this.items = items;
    pages = new Pages(service, spec.list());
    latestCall = new LatestCall(service, spec.list().headers());
    restarts = new Restarts(service, spec);
  }

  @Override
  public TokenPosition earliest() {
    return TokenPosition.after("", Asked.NEVER);
  }

  @Override
  public TokenPosition latest(Deadline deadline) {
    Optional<Latest> call = latest();
    if (call.isEmpty()) {
      return Drains.behind(this, spec.list().paging().size(), deadline);
    }
    Instant now = service.now();
    LatestCall.Told told = latestCall.ask(call.get(), deadline);
    return TokenPosition.after(given(told.asked(), told.position()), Asked.at(now));
  }

  @Override
  public TokenPosition read(DataInputStream in) throws IOException {
    return TokenPosition.read(in);
  }

  @Override
  public List<Change> step(TokenPosition position, int maxRows, Deadline deadline) {
    if (!position.isAmid()) {
      position.begin(service.now());
    }
    Pages.Place place = position.next(pages, maxRows);
    Pages.Page page = pages.fetch(place, since(position.from()), Map.of(), deadline);
    if (!position.from().isEmpty()) {
      restarts.refuse(page);
    }
    List<JsonNode> all = page.records();
    int begin = position.told(all);
    int end = Math.min(all.size(), begin + maxRows);
    if (end < all.size()) {
      position.stay(place, all.subList(0, end));
    } else if (page.next().isPresent()) {
      position.goOn(page.next().get());
    } else {
      position.drained(given(page));
    }
    return items.changes(all.subList(begin, end), deadline); // changes what the position looks at
  }

  private Since since(String from) {
    if (from.isEmpty()) {
      return new Since.Beginning();
    }
    return spec.kind() instanceof Token token
        ? new Since.Token(token.to(), from)
        : new Since.Link(from);
  }

  /** Where it is missing the feed could only begin anew, or stand still. */
  private String given(Pages.Page page) {
    return Json.text(page.body(), from())
        .filter(text -> !text.isEmpty())
        .map(text -> given(page.asked(), text))
        .orElseThrow(
            () -> pages.unsupported("answered with no next page, and with nothing at " + from()));
  }

  private String given(URI asked, String text) {
    return spec.kind() instanceof DeltaLink ? pages.path(asked, text, "link") : text;
  }

  private JsonPointer from() {
    Kind kind = spec.kind();
    return kind instanceof Token token ? token.from() : ((DeltaLink) kind).from();
  }

  private Optional<Latest> latest() {
    Kind kind = spec.kind();
    return kind instanceof Token token ? token.latest() : ((DeltaLink) kind).latest();
  }
}

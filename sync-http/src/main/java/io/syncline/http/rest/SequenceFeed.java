package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.FeedSpec.Latest;
import io.syncline.http.manifest.FeedSpec.Sequence;
import io.syncline.spi.Change;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Finds changes by a number that grows; {@link SequencePosition} says why it loses none. */
final class SequenceFeed implements Follower<SequencePosition> {

  private final WebService service;
  private final FeedSpec spec;
  private final Sequence kind;
  private final Items items;
  private final Pages pages;
  private final Restarts restarts;

  SequenceFeed(WebService service, FeedSpec spec, Sequence kind, Items items) {
    this.service = service;
    this.spec = spec;
    this.kind = kind;
    this.items = items;
    pages = new Pages(service, spec.list());
    restarts = new Restarts(service, spec);
  }

  @Override
  public SequencePosition earliest() {
    return SequencePosition.after(0);
  }

  /** What is read on the way is remembered, so that only what comes later is handed out. */
  @Override
  public SequencePosition latest(Deadline deadline) {
    SequencePosition from =
        kind.latest().map(latest -> latest(latest, deadline)).orElseGet(this::earliest);
    return Drains.behind(this, from, spec.list().paging().size(), deadline);
  }

  private SequencePosition latest(Latest latest, Deadline deadline) {
    String told = new LatestCall(service, spec.list().headers()).ask(latest, deadline).position();
    return SequencePosition.after(number(told, latest.from()));
  }

  @Override
  public SequencePosition read(DataInputStream in) throws IOException {
    return SequencePosition.read(in);
  }

  /** The page is of one size, whatever may be handed out: it must hold more than one number. */
  @Override
  public List<Change> step(SequencePosition position, int maxRows, Deadline deadline) {
    if (!position.isAmid()) {
      position.begin(service.now(), kind.lookBack());
    }
    long begin = position.reached();
    Pages.Page page = page(Math.max(0, begin - 1), deadline);
    refuseForgotten(position, page);
    List<JsonNode> fresh = new ArrayList<>();
    long last = 0;
    for (JsonNode item : page.records()) {
      if (fresh.size() == maxRows) {
        return items.changes(fresh, deadline);
      }
      long number = number(item, kind.field());
      if (number < last) {
        throw pages.unsupported("must answer in order of " + kind.field());
      }
      last = number;
      if (position.isNew(item, number)) {
        fresh.add(item);
      }
    }
    List<Change> changes = items.changes(fresh, deadline);
    if (last > begin) {
      position.goOn(kind.lookBack());
    } else if (page.records().size() < spec.list().paging().size()) {
      position.drained(kind.lookBack());
    } else {
      throw pages.unsupported("answered with a page full of one number: " + last);
    }
    return changes;
  }

  private Pages.Page page(long after, Deadline deadline) {
    return pages.fetch(
        pages.first(spec.list().paging().size()),
        Map.of("cursor.sequence", Long.toString(after)),
        deadline);
  }

  private void refuseForgotten(SequencePosition position, Pages.Page page) {
    if (position.isEarliest()) {
      return;
    }
    restarts.refuse(page);
    Optional<Long> newest = kind.newest().map(at -> number(page.body(), at));
    if (newest.isPresent() && newest.get() < position.newest()) {
      throw restarts.expired("counts anew: " + newest.get() + " after " + position.newest());
    }
    Optional<Long> oldest = kind.oldest().map(at -> number(page.body(), at));
    if (oldest.isPresent() && oldest.get() > position.newest() + 1) {
      throw restarts.expired(
          "keeps changes from " + oldest.get() + " on: asked after " + position.newest());
    }
  }

  /** What is left out where it is promised could hide that changes were forgotten. */
  private long number(JsonNode node, JsonPointer at) {
    return number(Json.text(node, at).orElse(""), at);
  }

  private long number(String text, JsonPointer at) {
    if (!text.matches("\\d{1,18}")) {
      throw pages.unsupported("answered without a number at " + at);
    }
    return Long.parseLong(text);
  }
}

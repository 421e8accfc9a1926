package io.syncline.http.manifest;

import io.syncline.http.manifest.FeedSpec.Deletes;
import io.syncline.http.manifest.FeedSpec.Images;
import io.syncline.http.manifest.FeedSpec.Item;
import io.syncline.http.manifest.FeedSpec.Mark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads what the items of a feed mean. */
final class FeedItemReader {

  private final Section feed;
  private final List<String> key;
  private final boolean readByKey;

  /**
   * @param key of the dataset
   * @param readByKey whether records can be
   */
  FeedItemReader(Section feed, List<String> key, boolean readByKey) {
    this.feed = feed;
    this.key = key;
    this.readByKey = readByKey;
  }

  /** Without {@code item}, records. */
  Item item() {
    return feed.section("item")
        .map(this::item)
        .orElseGet(() -> new Item(List.of(), Optional.empty(), Optional.of(JsonPointer.empty())));
  }

  private Item item(Section section) {
    Item item =
        new Item(section.pointers("key"), section.pointer("entityId"), section.pointer("record"));
    if (!item.key().isEmpty() && item.key().size() != key.size()) {
      section.fault("key", "must have a place for each field of the key: " + key);
    }
    if (!section.has("key") && !section.has("entityId")) {
      section.fault("key", "must be given, or entityId");
    }
    if (!section.has("record")) {
      needsRead(section, "record", "without it an item is read by its key");
    }
    section.end();
    return item;
  }

  Images images(Images usual) {
    Images images =
        feed.word("images", List.of("current", "past", "partial"), FeedItemReader::images)
            .orElse(usual);
    if (images != Images.CURRENT && !readByKey) {
      feed.fault("images", "must be current without read: what may be older, or a part, is read");
    }
    return images;
  }

  private static Optional<Images> images(String word) {
    return Optional.of(Images.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  Optional<Deletes> deletes() {
    return feed.section("deletes").map(this::deletes);
  }

  private Deletes deletes(Section section) {
    Deletes deletes =
        new Deletes(
            section.pointer("softFlag"),
            section.pointer("mergedInto"),
            section.section("tombstone").map(FeedItemReader::mark),
            section.section("certain").map(ConnectionReader::bodyIs),
            section.section("feed").map(each -> FeedReader.deletions(each, key)));
    if (!section.has("softFlag") && !section.has("tombstone") && !section.has("feed")) {
      feed.fault("deletes", "must have one of softFlag, tombstone, feed");
    }
    if (section.has("mergedInto") && !section.has("softFlag")) {
      section.fault("mergedInto", "must not be given without softFlag");
    }
    if (section.has("mergedInto") && key.size() > 1) {
      section.fault("mergedInto", "must not be used with a key of several fields");
    }
    if (section.has("certain") && !section.has("tombstone")) {
      section.fault("certain", "must not be given without tombstone");
    }
    if (section.has("certain")) {
      needsRead(section, "certain", "what is not certain is read by key");
    }
    if (section.has("feed")) {
      needsRead(section, "feed", "what it tells may be there again, and is read by key");
    }
    section.end();
    return deletes;
  }

  private static Mark mark(Section section) {
    Mark mark = new Mark(section.requiredPointer("at"), section.text("is"), section.text("ends"));
    section.end();
    return mark;
  }

  private void needsRead(Section where, String what, String why) {
    if (!readByKey) {
      where.fault(what, "must not be so without read: " + why);
    }
  }
}

package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.Normalised;
import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Change;
import io.syncline.spi.Image;
import io.syncline.spi.PointRead;
import io.syncline.spi.ScanPage;
import java.time.Instant;
import java.util.Optional;

/** What was seen of one native record, however it was seen. */
sealed interface Sighting {

  NativeKey key();

  /**
   * A record's image.
   *
   * @param normalised the same canonically, but with native keys where it names other records
   */
  record Shown(NativeKey key, Image image, Normalised normalised) implements Sighting {

    static Shown of(NativeKey key, Image image, EntityMapping mapping) {
      return new Shown(key, image, mapping.get(image.row()));
    }
  }

  record Gone(NativeKey key, Optional<Version> version, Optional<Instant> changedAt)
      implements Sighting {}

  record Moved(NativeKey key, NativeKey to) implements Sighting {}

  /** Nothing was seen, but a look is worthwhile. */
  record Hinted(NativeKey key) implements Sighting {}

  record Denied(NativeKey key, String reason) implements Sighting {}

  static Sighting of(ScanPage.Entry entry, EntityMapping mapping) {
    return Shown.of(entry.key(), entry.image(), mapping);
  }

  static Sighting of(Change change, EntityMapping mapping) {
    return change.match(
        new Change.Cases<Sighting>() {
          @Override
          public Sighting upserted(Change.Upserted upserted) {
            return Shown.of(upserted.key(), upserted.image(), mapping);
          }

          @Override
          public Sighting deleted(Change.Deleted deleted) {
            return new Gone(deleted.key(), deleted.version(), deleted.changedAt());
          }

          @Override
          public Sighting moved(Change.Moved moved) {
            return new Moved(moved.key(), moved.to());
          }

          @Override
          public Sighting hinted(Change.Hinted hinted) {
            return new Hinted(hinted.key());
          }
        });
  }

  static Sighting of(PointRead read, EntityMapping mapping) {
    return read.match(
        new PointRead.Cases<Sighting>() {
          @Override
          public Sighting found(PointRead.Found found) {
            return Shown.of(found.key(), found.image(), mapping);
          }

          @Override
          public Sighting gone(PointRead.Gone gone) {
            return new Gone(gone.key(), Optional.empty(), Optional.empty());
          }

          @Override
          public Sighting moved(PointRead.Moved moved) {
            return new Moved(moved.key(), moved.to());
          }

          @Override
          public Sighting denied(PointRead.Denied denied) {
            return new Denied(denied.key(), denied.reason());
          }
        });
  }
}

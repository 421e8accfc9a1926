package io.syncline.spi;

import io.syncline.model.Row;
import io.syncline.model.Version;
import java.time.Instant;
import java.util.Optional;

/**
 * How a native record looks.
 *
 * @param row the fields it shows; a field that could not be had is absent, which is not null
 * @param version the system's own version of exactly this image
 * @param changedAt when the system says it was last changed
 */
public record Image(Row row, Optional<Version> version, Optional<Instant> changedAt) {

  public static Image of(Row row) {
    return new Image(row, Optional.empty(), Optional.empty());
  }

  public static Image of(Row row, Version version) {
    return new Image(row, Optional.of(version), Optional.empty());
  }
}

package io.syncline.engine;

import java.util.List;
import java.util.OptionalLong;

/**
 * Sightings of one flow that came together.
 *
 * @param readBegan the hub's count when the read began; empty where the images may be older than
 *     the current state
 */
record Page(List<Sighting> sightings, OptionalLong readBegan) {

  Page {
    sightings = List.copyOf(sightings);
  }

  static Page read(List<Sighting> sightings, long readBegan) {
    return new Page(sightings, OptionalLong.of(readBegan));
  }
}

package io.syncline.engine;

import io.syncline.model.NativeKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

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

  /** All native keys that its sightings are about, and lead to. */
  Set<NativeKey> keys() {
    Set<NativeKey> keys = new LinkedHashSet<>();
    for (Sighting sighting : sightings) {
      keys.add(sighting.key());
      if (sighting instanceof Sighting.Moved moved) {
        keys.add(moved.to());
      }
    }
    return keys;
  }

  static Page read(List<Sighting> sightings, long readBegan) {
    return new Page(sightings, OptionalLong.of(readBegan));
  }
}

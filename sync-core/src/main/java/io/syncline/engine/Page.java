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
 * @param byKey whether the records were read by key, rather than listed or pushed
 */
record Page(List<Sighting> sightings, OptionalLong readBegan, boolean byKey) {

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

  static Page empty() {
    return new Page(List.of(), OptionalLong.empty(), false);
  }

  /** Of a listing or a feed. */
  static Page told(List<Sighting> sightings, OptionalLong readBegan) {
    return new Page(sightings, readBegan, false);
  }

  static Page read(List<Sighting> sightings, long readBegan) {
    return new Page(sightings, OptionalLong.of(readBegan), true);
  }
}

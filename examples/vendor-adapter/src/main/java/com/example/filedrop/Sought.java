package com.example.filedrop;

import com.example.filedrop.file.RawRecord;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Parsed;
import io.syncline.model.NativeKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass found of some keys.
 *
 * @param found the records that are there, once and whole
 * @param damaged why a record that is there cannot be read
 * @param doubt a record that cannot be told apart, so that no key is provably absent
 */
record Sought(
    Map<NativeKey, Content> found, Map<NativeKey, String> damaged, Optional<String> doubt) {

  static Sought in(Pass pass, Set<NativeKey> keys) throws IOException {
    Map<NativeKey, Content> found = new HashMap<>();
    Map<NativeKey, Long> lines = new HashMap<>();
    Map<NativeKey, String> damaged = new HashMap<>();
    Optional<String> doubt = Optional.empty();
    for (Optional<RawRecord> raw = pass.next(); raw.isPresent(); raw = pass.next()) {
      long line = raw.get().line();
      Parsed parsed = pass.parse(raw.get());
      if (parsed instanceof Parsed.Whole whole && keys.contains(whole.key())) {
        Long other = lines.put(whole.key(), line);
        if (other != null) {
          damaged.put(whole.key(), "must be there once: lines=" + other + "," + line);
        }
        found.put(whole.key(), whole.content());
      } else if (parsed instanceof Parsed.Damaged damage) {
        String reason = "line " + line + ": " + damage.reason();
        damage.key().filter(keys::contains).ifPresent(key -> damaged.put(key, reason));
        doubt = damage.key().isPresent() || doubt.isPresent() ? doubt : Optional.of(reason);
      }
    }
    found.keySet().removeAll(damaged.keySet());
    return new Sought(found, damaged, doubt);
  }

  /** Why nothing can be said of a key; empty where it is found, or provably absent. */
  Optional<String> obstacle(NativeKey key) {
    Optional<String> damage = Optional.ofNullable(damaged.get(key));
    return damage.isPresent() || found.containsKey(key) ? damage : doubt;
  }
}

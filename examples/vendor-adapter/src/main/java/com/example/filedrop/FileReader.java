package com.example.filedrop;

import io.syncline.model.NativeKey;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads any number of keys in one pass over the file. */
record FileReader(FileSource source) implements PointReader {

  @Override
  public List<PointRead> read(List<NativeKey> keys, Duration within) {
    Sought sought = Reading.of(source, within, pass -> Sought.in(pass, new HashSet<>(keys)));
    return keys.stream().map(key -> answer(sought, key)).toList();
  }

  /** A key that may be on a damaged line is not gone: it is kept from us. */
  private PointRead answer(Sought sought, NativeKey key) {
    Optional<String> obstacle = sought.obstacle(key);
    if (obstacle.isPresent()) {
      return new PointRead.Denied(key, obstacle.get());
    }
    return Optional.ofNullable(sought.found().get(key))
        .<PointRead>map(content -> new PointRead.Found(key, source.image(content)))
        .orElseGet(() -> new PointRead.Gone(key));
  }
}

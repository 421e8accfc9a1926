package com.example.filedrop.record;

import io.syncline.model.NativeKey;
import java.util.Optional;

/** What became of one raw record. */
public sealed interface Parsed {

  /** A record. */
  record Whole(NativeKey key, Content content) implements Parsed {}

  /** An empty line: no record, and no damage. */
  record Blank() implements Parsed {}

  /**
   * Something that is no record, such as a row that is too short.
   *
   * @param key whose record it is, where that much can be read
   */
  record Damaged(String reason, Optional<NativeKey> key) implements Parsed {}
}

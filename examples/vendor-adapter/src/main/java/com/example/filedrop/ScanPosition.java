package com.example.filedrop;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.SettingFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a listing stands.
 *
 * @param query the dataset it belongs to
 * @param leaky whether a damaged record was passed, so that the listing is not complete
 * @param restarts how often it began again because the file had changed
 * @param place where it goes on
 */
record ScanPosition(String query, boolean leaky, int restarts, Place place) {

  /** In the order of the file, or in the order of keys. */
  sealed interface Place {
    /** At a record of a file that has not changed since. */
    record InFile(String fingerprint, long offset, long line) implements Place {}

    /** Behind a key, whatever became of the file; empty: before all. */
    record BehindKey(Optional<NativeKey> key) implements Place {}
  }

  private static final int FORMAT = 1;
  private static final String FILE = "file";
  private static final String KEY = "key";

  /** The query of all listings of a dataset with that key. */
  static String query(FileSource source) {
    return source.spec().name() + source.key().names();
  }

  ScanPosition at(Place next) {
    return new ScanPosition(query, leaky, restarts, next);
  }

  Cursor cursor() {
    String text = (leaky ? "leaky " : "whole ") + restarts + " " + words();
    return new Cursor(
        FileDropProvider.TYPE,
        FORMAT,
        query,
        text.getBytes(StandardCharsets.UTF_8),
        query + " " + text);
  }

  private String words() {
    if (place instanceof Place.InFile file) {
      return FILE + " " + file.offset() + " " + file.line() + " " + file.fingerprint();
    }
    Optional<NativeKey> key = ((Place.BehindKey) place).key();
    return KEY + key.map(each -> " " + each).orElse("");
  }

  /**
   * The position of a cursor.
   *
   * @throws AdapterException.ConfigInvalid where it belongs to another query
   */
  static ScanPosition of(Cursor cursor, String query) {
    if (!cursor.adapter().equals(FileDropProvider.TYPE)
        || cursor.format() != FORMAT
        || !cursor.query().equals(query)) {
      throw new AdapterException.ConfigInvalid(
          List.of(new SettingFault("cursor", "must be of " + query + ": cursor=" + cursor)));
    }
    String text = new String(cursor.position(), StandardCharsets.UTF_8);
    String[] words = text.split(" ", 4);
    return new ScanPosition(
        query,
        words[0].equals("leaky"),
        Integer.parseInt(words[1]),
        words[2].equals(FILE) ? inFile(words[3]) : behindKey(words));
  }

  private static Place inFile(String text) {
    String[] words = text.split(" ", 3);
    return new Place.InFile(words[2], Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  private static Place behindKey(String... words) {
    return new Place.BehindKey(
        words.length < 4 ? Optional.empty() : Optional.of(NativeKey.parse(words[3])));
  }
}

package io.syncline.jdbc.store;

import static io.syncline.jdbc.store.Column.ofBytes;
import static io.syncline.jdbc.store.Column.ofInt;
import static io.syncline.jdbc.store.Column.ofLong;
import static io.syncline.jdbc.store.Column.ofText;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The tables that hold the state. Each is clustered by its key where the database can; there are no
 * other indexes. A place is the dictionary's number of an entity, of an entity in a system, or of a
 * flag of an entity in a system.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
enum StateTable {
  /** Single numbers: the format, the hub's count, what is handed out next, how many records. */
  META(List.of(ofText("name")), List.of(ofLong("value"))),
  /** The dictionary. */
  SYMBOL(List.of(ofInt("number")), List.of(ofText("name"))),
  /** Entity, id: the image. */
  RECORD(List.of(ofInt("place"), ofLong("record")), List.of(ofBytes("image"))),
  /** Entity and system, native key: the record. The other direction is in the record's image. */
  LINK(List.of(ofInt("place"), ofBytes("native")), List.of(ofLong("record"))),
  /** Entity, digest, record. */
  CORRELATION(List.of(ofInt("place"), ofLong("digest"), ofLong("record")), List.of()),
  /** Flag, entity and system, record. */
  FLAG(List.of(ofInt("place"), ofLong("record")), List.of()),
  /** Entity and system, native key: the image of the row. */
  PARKED(List.of(ofInt("place"), ofBytes("native")), List.of(ofBytes("image"))),
  /** Entity, system and kind, subject: the image of the note. */
  NOTE(List.of(ofInt("place"), ofBytes("subject")), List.of(ofBytes("image"))),
  /** Entity, record, a number that grows: the image of the entry. */
  JOURNAL(List.of(ofInt("place"), ofLong("record"), ofLong("number")), List.of(ofBytes("image"))),
  /** Entity and system: the image of the progress. */
  PROGRESS(List.of(ofInt("place")), List.of(ofBytes("image")));

  private final List<Column> key;
  private final List<Column> rest;

  StateTable(List<Column> key, List<Column> rest) {
    this.key = key;
    this.rest = rest;
  }

  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Column> key() {
    return key;
  }

  List<Column> rest() {
    return rest;
  }

  /** The key's columns, then the others. */
  List<Column> columns() {
    return Stream.concat(key.stream(), rest.stream()).toList();
  }
}

package io.syncline.jdbc.store;

import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/** One column of a state table; none is ever null. */
record Column(String name, Kind kind) {

  /** The few kinds of columns that state needs, each with PostgreSQL's name for arrays of it. */
  enum Kind {
    INT("int4"),
    LONG("int8"),
    BYTES("bytea"),
    TEXT("text");

    final String element;

    Kind(String element) {
      this.element = element;
    }
  }

  DataType<?> type() {
    return switch (kind) {
      case INT -> SQLDataType.INTEGER;
      case LONG -> SQLDataType.BIGINT;
      case BYTES -> SQLDataType.BLOB;
      case TEXT -> SQLDataType.CLOB;
    };
  }

  static Column ofInt(String name) {
    return new Column(name, Kind.INT);
  }

  static Column ofLong(String name) {
    return new Column(name, Kind.LONG);
  }

  static Column ofBytes(String name) {
    return new Column(name, Kind.BYTES);
  }

  static Column ofText(String name) {
    return new Column(name, Kind.TEXT);
  }
}

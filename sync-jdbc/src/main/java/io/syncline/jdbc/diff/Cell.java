package io.syncline.jdbc.diff;

import io.syncline.jdbc.schema.ShortReal;
import io.syncline.packed.RowPacker;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Packs what stands in one column of a result. */
@FunctionalInterface
interface Cell {

  void put(ResultSet rows, int place, RowPacker row) throws SQLException;

  /** Reads an object of the driver's. */
  @FunctionalInterface
  interface Getter<T> {
    T get(ResultSet rows, int place) throws SQLException;
  }

  /** Packs a value that is not null. */
  @FunctionalInterface
  interface Putter<T> {
    void put(T value, RowPacker row);
  }

  static <T> Cell of(Getter<T> getter, Putter<T> putter) {
    return (rows, place, row) -> {
      T value = getter.get(rows, place);
      if (value == null) {
        row.putNull();
      } else {
        putter.put(value, row);
      }
    };
  }

  static <T> Cell of(Class<T> type, Putter<T> putter) {
    return of((rows, place) -> rows.getObject(place, type), putter);
  }

  static Cell whole() {
    return (rows, place, row) -> {
      long value = rows.getLong(place);
      if (rows.wasNull()) {
        row.putNull();
      } else {
        row.putLong(value);
      }
    };
  }

  static Cell bool() {
    return (rows, place, row) -> {
      boolean value = rows.getBoolean(place);
      if (rows.wasNull()) {
        row.putNull();
      } else {
        row.putBoolean(value);
      }
    };
  }

  static Cell real() {
    return (rows, place, row) -> {
      double value = rows.getDouble(place);
      if (rows.wasNull()) {
        row.putNull();
      } else {
        row.putDouble(value);
      }
    };
  }

  /** Of four bytes: the double that is written alike, so that 0.1 is 0.1. */
  static Cell singleReal() {
    return (rows, place, row) -> {
      double value = rows.getDouble(place);
      if (rows.wasNull()) {
        row.putNull();
      } else {
        row.putDouble(ShortReal.widen((float) value));
      }
    };
  }

  /** Without the blanks that fixed-width text is filled up with. */
  static Cell unpadded() {
    return of(
        ResultSet::getString,
        (value, row) -> {
          int end = value.length();
          while (end > 0 && value.charAt(end - 1) == ' ') {
            end--;
          }
          row.putText(value.substring(0, end));
        });
  }

  static Cell text() {
    return of(ResultSet::getString, (value, row) -> row.putText(value));
  }
}

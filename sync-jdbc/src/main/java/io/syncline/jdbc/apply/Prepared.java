package io.syncline.jdbc.apply;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Optional;

/**
 * A write that passed the check.
 *
 * @param index its place in the batch
 * @param key its parts as they are sent; empty for a create whose key the database gives
 * @param fields what the statement sets: for a create the key's columns too, otherwise never
 */
record Prepared(int index, Write write, Optional<List<String>> key, Row fields) {

  /** Writes of one form go into one statement. */
  record Form(
      WriteKind kind, boolean keyed, List<String> columns, Demand demand, List<String> shown) {}

  /** What must hold, beyond that there is such a row. */
  enum Demand {
    NOTHING,
    VERSION,
    FIELDS
  }

  Form form() {
    Precondition demanded = write.precondition();
    List<String> shown =
        demanded instanceof Precondition.FieldsAre are ? are.fields().names() : List.of();
    Demand demand =
        demanded instanceof Precondition.VersionIs
            ? Demand.VERSION
            : shown.isEmpty() ? Demand.NOTHING : Demand.FIELDS;
    return write.kind() == WriteKind.CREATE
        ? new Form(write.kind(), key.isPresent(), fields.names(), Demand.NOTHING, List.of())
        : new Form(write.kind(), true, fields.names(), demand, shown);
  }

  NativeKey nativeKey() {
    return new NativeKey(key.orElseThrow());
  }

  List<String> keyParts() {
    return key.orElseThrow();
  }
}

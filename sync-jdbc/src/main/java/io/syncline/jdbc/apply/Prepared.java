package io.syncline.jdbc.apply;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A write that passed the check.
 *
 * @param index its place in the batch
 * @param key its parts as they are sent; empty for a create whose key the database gives
 * @param fields what the statement sets: for a create the key's columns too, otherwise never
 * @param uploads the contents that it sends, by column; of these, {@code fields} has what stands
 *     for them
 */
record Prepared(
    int index, Write write, Optional<List<String>> key, Row fields, Map<String, Upload> uploads) {

  /**
   * Writes of one form go into one statement.
   *
   * @param alone the index of a write that sends contents, which goes by itself
   */
  record Form(
      WriteKind kind,
      boolean keyed,
      List<String> columns,
      Demand demand,
      List<String> shown,
      OptionalInt alone) {}

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
    OptionalInt alone = uploads.isEmpty() ? OptionalInt.empty() : OptionalInt.of(index);
    return write.kind() == WriteKind.CREATE
        ? new Form(write.kind(), key.isPresent(), fields.names(), Demand.NOTHING, List.of(), alone)
        : new Form(write.kind(), true, fields.names(), demand, shown, alone);
  }

  /** Gets its contents, for one statement; the answer where one is not to be had now. */
  Optional<WriteOutcome> open() {
    return uploads.entrySet().stream()
        .filter(each -> !each.getValue().open())
        .<WriteOutcome>map(
            each ->
                new WriteOutcome.Blocked(
                    "no system gives the content of "
                        + each.getKey()
                        + " now: "
                        + each.getValue().object()))
        .findFirst();
  }

  /** Gives back its contents. */
  void close() {
    uploads.values().forEach(Upload::close);
  }

  /** How much content it sends, in bytes. */
  long uploaded() {
    return uploads.values().stream().mapToLong(each -> each.object().length()).sum();
  }

  NativeKey nativeKey() {
    return new NativeKey(key.orElseThrow());
  }

  List<String> keyParts() {
    return key.orElseThrow();
  }
}

package com.example.filedrop;

import com.example.filedrop.file.RecordSplitter;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Edit;
import com.example.filedrop.record.Layout;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Image;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.FieldError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides the writes of one batch, in order, against what is there: does nothing, and reads
 * nothing. What it changed is in {@link #changes}.
 */
final class Decision {

  /** The most bytes that end a record. */
  private static final int LINE_BREAK = 2;

  private final FileSource source;
  private final Layout layout;
  private final Sought sought;
  private final Map<NativeKey, Content> now;
  private final Map<NativeKey, Optional<Content>> changes = new LinkedHashMap<>();

  Decision(FileSource source, Layout layout, Sought sought) {
    this.source = source;
    this.layout = layout;
    this.sought = sought;
    this.now = new HashMap<>(sought.found());
  }

  /** What becomes of records: their new content, or empty where they go. */
  Map<NativeKey, Optional<Content>> changes() {
    return changes;
  }

  /** The record that a write means; empty for a create that gives no usable key. */
  static Optional<NativeKey> key(FileSource source, Write write) {
    return write.kind() == WriteKind.CREATE ? source.key().of(write.fields()) : write.key();
  }

  WriteOutcome decide(Write write) {
    Optional<NativeKey> key = key(source, write);
    if (key.isEmpty()) {
      return keyFault(source.key().fault(write.fields()).orElseThrow());
    }
    Optional<String> obstacle = sought.obstacle(key.get());
    if (obstacle.isPresent() && !now.containsKey(key.get())) {
      return new WriteOutcome.Blocked(obstacle.get());
    }
    Optional<Content> there = Optional.ofNullable(now.get(key.get()));
    return there
        .map(content -> over(write, key.get(), content))
        .orElseGet(() -> onNothing(write, key.get()));
  }

  private WriteOutcome keyFault(String fault) {
    return new WriteOutcome.Rejected(
        "key", fault, List.of(new FieldError(source.key().names().get(0), fault)));
  }

  private WriteOutcome onNothing(Write write, NativeKey key) {
    return switch (write.kind()) {
      case CREATE ->
          write.precondition() instanceof Precondition.Absent
              ? edit(write, key, Optional.empty())
              : new WriteOutcome.Stale(Optional.empty());
      case UPDATE -> new WriteOutcome.Missing();
      case DELETE ->
          write.repeated()
              ? new WriteOutcome.Unchanged(key, Optional.empty())
              : new WriteOutcome.Missing();
    };
  }

  private WriteOutcome over(Write write, NativeKey key, Content there) {
    Image image = source.image(there);
    boolean deletes = write.kind() == WriteKind.DELETE;
    if (write.repeated() && !deletes && shows(there.row(), write.fields())) {
      return new WriteOutcome.Unchanged(key, Optional.empty());
    }
    if (write.kind() == WriteKind.CREATE) {
      return new WriteOutcome.Duplicate(Optional.of(key), "the key is taken: key=" + key);
    }
    if (!holds(write.precondition(), image, there.row())) {
      return new WriteOutcome.Stale(Optional.of(image));
    }
    if (deletes) {
      now.remove(key);
      changes.put(key, Optional.empty());
      return new WriteOutcome.Applied(key, Optional.empty(), Optional.empty());
    }
    return edit(write, key, Optional.of(there));
  }

  private WriteOutcome edit(Write write, NativeKey key, Optional<Content> there) {
    Edit edit = layout.edit(there, write.fields());
    if (edit instanceof Edit.Refused refused) {
      return new WriteOutcome.Rejected("value", "a value cannot be written", refused.errors());
    }
    Content content = ((Edit.Done) edit).content();
    if (!source.key().of(content.row()).equals(Optional.of(key))) {
      return keyFault("must stay as it is: key=" + key);
    }
    int size = content.bytes().length;
    if (size > RecordSplitter.MOST_BYTES - LINE_BREAK) {
      return new WriteOutcome.Rejected(
          "size",
          "the record must be at most "
              + (RecordSplitter.MOST_BYTES - LINE_BREAK)
              + " bytes: size="
              + size,
          List.of());
    }
    now.put(key, content);
    changes.put(key, Optional.of(content));
    Image image = source.image(content);
    return new WriteOutcome.Applied(key, image.version(), Optional.of(image.row()));
  }

  private static boolean holds(Precondition precondition, Image image, Row row) {
    if (precondition instanceof Precondition.VersionIs version) {
      return image.version().equals(Optional.of(version.version()));
    }
    if (precondition instanceof Precondition.FieldsAre fields) {
      return shows(row, fields.fields());
    }
    return precondition instanceof Precondition.Exists;
  }

  /** A member that the record lacks counts as null. */
  private static boolean shows(Row row, Row fields) {
    return fields.names().stream()
        .allMatch(
            name -> row.get(name).orElse(Value.NULL).equals(fields.get(name).orElse(Value.NULL)));
  }
}

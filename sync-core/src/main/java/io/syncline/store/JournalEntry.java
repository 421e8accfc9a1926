package io.syncline.store;

import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import java.time.Instant;
import java.util.Optional;

/**
 * One decision, complete enough to explain it later.
 *
 * @param kind the event's kind, such as {@code conflict}
 * @param register the field, or life
 * @param base what the system showed before; empty: nothing
 * @param head the agreed value, and its event
 * @param incoming the value that came in, and its event
 * @param decision the result, such as {@code incoming}
 * @param rule what decided, and why, in words
 */
public record JournalEntry(
    RecordId record,
    Instant at,
    String kind,
    SystemId system,
    String register,
    Optional<Value> base,
    Optional<Value> head,
    Optional<Dot> headDot,
    Optional<Value> incoming,
    Optional<Dot> incomingDot,
    String decision,
    String rule) {

  /** A decision without values. */
  public static JournalEntry of(
      RecordId record,
      Instant at,
      String kind,
      SystemId system,
      String register,
      String decision,
      String rule) {
    return new JournalEntry(
        record,
        at,
        kind,
        system,
        register,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        decision,
        rule);
  }

  public JournalEntry base(Optional<Value> value) {
    return new JournalEntry(
        record,
        at,
        kind,
        system,
        register,
        value,
        head,
        headDot,
        incoming,
        incomingDot,
        decision,
        rule);
  }

  public JournalEntry head(Value value, Optional<Dot> dot) {
    return new JournalEntry(
        record,
        at,
        kind,
        system,
        register,
        base,
        Optional.of(value),
        dot,
        incoming,
        incomingDot,
        decision,
        rule);
  }

  public JournalEntry incoming(Value value, Optional<Dot> dot) {
    return new JournalEntry(
        record,
        at,
        kind,
        system,
        register,
        base,
        head,
        headDot,
        Optional.of(value),
        dot,
        decision,
        rule);
  }
}

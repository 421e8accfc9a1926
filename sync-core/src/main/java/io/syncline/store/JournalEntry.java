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
    String rule) {}

package io.syncline.http.manifest;

import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/**
 * How records are written: kind by kind, in batches, and by jobs where the service has them.
 *
 * @param compareBefore whether the record is read right before a write whose condition the service
 *     does not compare, or not to the full
 */
public record WriteSpec(
    Optional<Single> create,
    Optional<Single> update,
    Optional<Single> delete,
    Optional<Batch> batch,
    Optional<BulkSpec> bulk,
    boolean compareBefore) {

  /** Of a dataset that is not written. */
  static final WriteSpec NONE =
      new WriteSpec(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** The variable for the version that a write changes. */
  public static final String VERSION = "write.version";

  /** The variable for the write's own id. */
  public static final String ID = "write.id";

  /** The variable for the kind of a write, in a batch. */
  public static final String KIND = "write.kind";

  /** The variable for all fields that a write sets, as an object. */
  public static final String FIELDS = "write.fields";

  /** Before the name of a field, the variable for its value. */
  public static final String FIELD = "record.";

  /**
   * One call for one write.
   *
   * @param ifNoneMatch whether a create says that it makes nothing where there is a record already
   */
  public record Single(
      Call call,
      Optional<IfVersion> ifVersion,
      boolean ifNoneMatch,
      Optional<IdempotencyHeader> idempotency,
      Answers answers,
      JsonPointer record,
      boolean missingIsUnchanged) {

    /** Whether a write can name the version that it changes. */
    public boolean isConditional() {
      return ifVersion.isPresent() || isInBody(VERSION);
    }

    /** Whether the service is told the write's id, by which it knows a repeat. */
    public boolean isRemembered() {
      return idempotency.isPresent() || isInBody(ID);
    }

    private boolean isInBody(String variable) {
      return call.isWhole() && call.variables().contains(variable);
    }

    /** The same, of a repeat that comes that long after it. */
    public boolean isRememberedFor(Duration time) {
      return isRemembered()
          && idempotency
              .flatMap(IdempotencyHeader::ttl)
              .map(ttl -> ttl.compareTo(time) > 0)
              .orElse(true);
    }
  }

  /** What the answer to a write shows. */
  public enum Answers {
    /** The whole record as it is now. */
    RECORD,
    /** The key only. */
    KEY,
    /** The record's address, in the header {@code Location} (RFC 9110, 10.2.2). */
    LOCATION,
    NOTHING;

    /** Whether the body must be read for it. */
    public boolean isInBody() {
      return this == RECORD || this == KEY;
    }
  }

  /** Whether this kind of write can be made without a job. */
  public boolean takes(WriteKind kind) {
    return batches(kind) || single(kind).isPresent();
  }

  /** Whether this kind of write goes in batches, and so never alone. */
  public boolean batches(WriteKind kind) {
    return batch.filter(each -> each.takes(kind)).isPresent();
  }

  /** The call for one write of this kind. */
  public Optional<Single> single(WriteKind kind) {
    return switch (kind) {
      case CREATE -> create;
      case UPDATE -> update;
      case DELETE -> delete;
    };
  }

  /** Whether the service compares the version that such a write changes. */
  public boolean isConditional(WriteKind kind) {
    return batches(kind)
        ? batch.filter(each -> each.isConditional(kind)).isPresent()
        : single(kind).filter(Single::isConditional).isPresent();
  }

  /**
   * Whether a record is read before such a write, since the service does not compare it.
   *
   * @param key the fields of the key; a create can only be compared with a record that it names
   */
  public boolean compares(WriteKind kind, List<String> key) {
    return compareBefore
        && (kind == WriteKind.CREATE
            ? namesKey(key) && !create.map(Single::ifNoneMatch).orElse(false)
            : takes(kind) && (!isConditional(kind) || isDated(kind)));
  }

  /** Whether the service compares times, and by whole seconds. */
  public boolean isDated(WriteKind kind) {
    boolean asItem = batches(kind) && batch.flatMap(Batch::requests).isEmpty();
    return !asItem && single(kind).flatMap(Single::ifVersion).filter(IfVersion::isDate).isPresent();
  }

  /** Whether we give a new record its key, in the call that creates it. */
  public boolean namesKey(List<String> key) {
    return create.map(Single::call).filter(call -> call.names(key)).isPresent();
  }

  /**
   * The header that makes a repeat harmless.
   *
   * @param ttl how long the service knows the write's id; empty: for ever
   * @param find tells whether it made a record, once it may not know the id any more; empty:
   *     nothing does
   */
  public record IdempotencyHeader(
      String header, boolean quoted, Optional<Duration> ttl, Optional<Find> find) {}

  /** Lists the records that a create may have made, by what it wrote. */
  public record Find(Call call, JsonPointer records) {}

  /** How long the service knows the id of a create, also where it goes in a batch. */
  public Optional<Duration> remembersCreates() {
    return create.flatMap(Single::idempotency).flatMap(IdempotencyHeader::ttl);
  }

  /** How what a create made is found when its id is forgotten. */
  public Optional<Find> findsCreates() {
    return create.flatMap(Single::idempotency).flatMap(IdempotencyHeader::find);
  }

  /**
   * Many writes in one call.
   *
   * @param max writes in one call
   * @param atomic whether the service does all writes of a call or, where it refuses it, none
   * @param records where the call's body has its items; nowhere in an envelope, which has elements
   *     for them
   * @param requests where items are single calls of the dataset; empty: items have a shape of their
   *     own
   */
  public record Batch(
      Call call,
      Beside beside,
      int max,
      boolean atomic,
      JsonPointer records,
      Item item,
      Optional<RequestsSpec> requests,
      Result result) {

    public boolean takes(WriteKind kind) {
      return item.kinds().containsKey(kind);
    }

    /** Whether its items are parts of a body of several. */
    public boolean isOfParts() {
      return requests.filter(RequestsSpec::isOfParts).isPresent();
    }

    /** Whether a write can name the version that it changes. */
    public boolean isConditional(WriteKind kind) {
      return requests
          .map(each -> each.call(kind).isConditional())
          .or(() -> variables(kind).map(names -> names.contains(VERSION)))
          .orElse(item.ifVersion().isPresent());
    }

    /** Whether the service is told the write's id, by which it knows a repeat. */
    public boolean isRemembered(WriteKind kind) {
      return requests
          .map(each -> each.call(kind).isRemembered())
          .or(() -> variables(kind).map(names -> names.contains(ID)))
          .orElse(item.idempotency().isPresent());
    }

    /** Whether results have the record as it is now. */
    public boolean shows(WriteKind kind) {
      return requests.map(each -> each.shows(kind)).orElse(result.record().isPresent());
    }

    /** The variables for which there is a place; empty where there is one for all fields. */
    public Optional<Set<String>> places(WriteKind kind) {
      return requests.isPresent() ? requests.get().call(kind).call().places() : variables(kind);
    }

    /** What an envelope takes of a write; empty: there is none. */
    public Optional<Set<String>> variables(WriteKind kind) {
      return call.soap().map(soap -> soap.envelope().variables(word(kind)));
    }
  }

  /** What the call of a batch has beside its items. */
  public record Beside(Map<String, String> headers, Optional<BodyTemplate> body) {
    public Beside {
      headers = Map.copyOf(headers);
    }
  }

  /** As envelopes and manifests spell it. */
  public static String word(WriteKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * One write in a batch.
   *
   * @param reference what the result echoes; empty: results come in the order of the items
   * @param kindAt where the kind of write is said; empty: the batch takes one kind only
   * @param kinds the words for the kinds that the batch takes
   * @param key native key field to its place
   */
  public record Item(
      Optional<JsonPointer> reference,
      Optional<JsonPointer> kindAt,
      Map<WriteKind, String> kinds,
      Map<String, JsonPointer> key,
      JsonPointer fields,
      Optional<JsonPointer> ifVersion,
      Optional<JsonPointer> idempotency) {
    public Item {
      kinds = Map.copyOf(kinds);
      key = Map.copyOf(key);
    }
  }

  /**
   * What became of one write of a batch.
   *
   * @param by the echoed reference; empty: by index
   * @param status of this one write, as if it had been sent alone; empty: {@code success} tells
   * @param success what a result says of a write that was done; empty: {@code status} tells
   * @param failure where a result says what is wrong; empty: where error bodies do
   * @param record the record as it is now
   * @param missingIsUnknown whether a write that the answer does not mention may have happened
   */
  public record Result(
      JsonPointer items,
      Optional<JsonPointer> by,
      Optional<JsonPointer> status,
      Optional<ErrorRule.BodyIs> success,
      Optional<FailureShape> failure,
      Optional<JsonPointer> version,
      Optional<JsonPointer> record,
      boolean missingIsUnknown) {}
}

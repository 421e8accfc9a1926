package io.syncline.testkit.conformance;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.InboundRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a subject can do to its system beyond plain records. Each is empty at first, and the rules
 * that take it are skipped and say so.
 */
public interface Abilities {

  /** The feed loses what it has told: cursors that were taken so far expire. */
  default Optional<Runnable> expireFeed() {
    return Optional.empty();
  }

  /** Makes a record in a transaction that stays open, stamped now and seen by nobody yet. */
  default Optional<Function<Row, Pending>> createLate() {
    return Optional.empty();
  }

  /** Makes records whose sort values in the feed, such as time stamps, are all equal. */
  default Optional<Function<List<Row>, List<NativeKey>>> createTogether() {
    return Optional.empty();
  }

  /** Makes very many records in one go, and takes them away again. */
  default Optional<Load> load() {
    return Optional.empty();
  }

  /** Gives a record another key, and answers that. */
  default Optional<UnaryOperator<NativeKey>> move() {
    return Optional.empty();
  }

  /** Makes the first record part of the second, whose key is the one that stays. */
  default Optional<BiConsumer<NativeKey, NativeKey>> merge() {
    return Optional.empty();
  }

  /** The next call that writes has its effect, and its answer is cut off. */
  default Optional<Runnable> cutNextAnswer() {
    return Optional.empty();
  }

  /** The next call that writes meets a rate limit, which lasts longer than a call may take. */
  default Optional<Runnable> throttleNextWrite() {
    return Optional.empty();
  }

  /** The next job of writes does some of them, and stops. */
  default Optional<Runnable> stopNextJob() {
    return Optional.empty();
  }

  /** The credentials expire during the next call that writes; good ones are to be had again. */
  default Optional<Runnable> expireCredentials() {
    return Optional.empty();
  }

  /** The system does not answer the next read by key: it hangs until the caller gives up. */
  default Optional<Runnable> stallNextRead() {
    return Optional.empty();
  }

  /** The system's clock is off by so much, ahead or, negative, behind. */
  default Optional<Consumer<Duration>> skewClock() {
    return Optional.empty();
  }

  /** The adapter with credentials that the system does not accept. */
  default Optional<AdapterSource> wrongCredentials() {
    return Optional.empty();
  }

  /** The adapter with an address where nothing answers. */
  default Optional<AdapterSource> wrongAddress() {
    return Optional.empty();
  }

  /** The adapter with an account that lacks a right. */
  default Optional<LackingRight> lackingRight() {
    return Optional.empty();
  }

  /** The system calls us: requests are made as it makes them. */
  default Optional<Caller> caller() {
    return Optional.empty();
  }

  /** Records that need another one. */
  default Optional<Family> family() {
    return Optional.empty();
  }

  /** There is a dataset with a field that is carried as a {@link LargeObject}. */
  default Optional<LargeField> largeField() {
    return Optional.empty();
  }

  /** The dataset's fields can be changed, and changed back. */
  default Optional<Alteration> alteration() {
    return Optional.empty();
  }

  /** A dataset whose own name and field names have spaces, dots, quotes or reserved words. */
  default Optional<Subject> oddlyNamed() {
    return Optional.empty();
  }

  /** Another system, or another tenant, reached by other settings. */
  default Optional<Subject> sibling() {
    return Optional.empty();
  }

  /**
   * What stands in the system beside records, by name, as its own administrators list it: tables,
   * functions, triggers, subscriptions.
   */
  default Optional<Supplier<List<String>>> catalogue() {
    return Optional.empty();
  }

  /** Records of no other use than to be many. */
  interface Load {
    /** So many, with any values, all there when the call returns. */
    void create(int records);

    /** None of them is there any more. */
    void remove();
  }

  /** A record in a transaction that is still open. */
  interface Pending {
    /** Now everybody sees it, with the stamp it was given first. */
    NativeKey commit();
  }

  /** An account, and the word by which its owner would know what it lacks. */
  record LackingRight(AdapterSource adapter, String right) {}

  /** Makes the requests of a system that calls us. */
  interface Caller {
    /** What it sends when this record has changed, which may show the record as it is now. */
    byte[] body(NativeKey changed);

    /**
     * A request with this body, whatever it is, made and signed at a time; each under its own id.
     */
    InboundRequest signed(byte[] body, Instant at);

    /** The same by somebody who does not know the secret. */
    InboundRequest forged(byte[] body, Instant at);

    /** The same under the other of two secrets that are good; empty: there is one. */
    default Optional<InboundRequest> signedByOther(byte[] body, Instant at) {
      return Optional.empty();
    }

    /** Whether requests say when they were made. */
    default boolean isTimed() {
      return true;
    }

    /** What it asks for before it calls; empty: nothing. */
    default Optional<Handshake> handshake() {
      return Optional.empty();
    }
  }

  /** A request that is no delivery, and the text that it asks for. */
  record Handshake(InboundRequest request, String answer) {}

  /** A parent that is not there, and records that refer to it. */
  interface Family {
    /** The fields that make a record a child of the parent. */
    Row reference();

    /** Makes the parent. */
    void createParent();
  }

  /** A field whose contents are larger than a piece of one, and how they are put and seen. */
  interface LargeField {
    DatasetSpec dataset();

    String name();

    /** How many bytes are more than the adapter reads of a content at once. */
    int length();

    /** Makes a record with this content, of ASCII text. */
    NativeKey create(byte[] content);

    void change(NativeKey key, byte[] content);

    byte[] content(NativeKey key);

    void delete(NativeKey key);
  }

  /** A field that comes and goes. */
  interface Alteration {
    /** Adds a field that was not there. */
    void add();

    /** Removes a field that the dataset carries. */
    void remove();

    /** All fields are as they were. */
    void restore();
  }
}

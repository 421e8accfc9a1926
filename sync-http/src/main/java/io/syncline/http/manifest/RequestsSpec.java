package io.syncline.http.manifest;

import io.syncline.http.codec.MixedFormat;
import io.syncline.spi.WriteKind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/**
 * Items of a batch that are single calls of the dataset, as they would be sent, but for what shows
 * who we are; and answers to them, as they would come.
 *
 * @param packing how the body of the batch has them
 * @param calls those that the batch takes
 * @param typed whether an item tells the media type of its body
 */
public record RequestsSpec(
    Packing packing,
    Map<WriteKind, WriteSpec.Single> calls,
    Places places,
    AddressForm form,
    boolean typed,
    Answers answers) {

  public RequestsSpec {
    calls = Map.copyOf(calls);
  }

  /** How a body has its items. */
  public enum Packing {
    /** They are objects in a list. */
    ITEMS,
    /** They are parts of it. */
    PARTS,
    /** Each is in a part that is a change set of its own. */
    CHANGE_SETS
  }

  /** Such as {@link MixedFormat} writes and reads. */
  static RequestsSpec ofParts(
      Packing packing, Map<WriteKind, WriteSpec.Single> calls, AddressForm form) {
    return new RequestsSpec(
        packing,
        calls,
        new Places(
            at(MixedFormat.METHOD),
            at(MixedFormat.URL),
            Optional.of(at(MixedFormat.HEADERS)),
            at(MixedFormat.BODY),
            Optional.empty()),
        form,
        false,
        new Answers(
            Optional.of(at(MixedFormat.HEADERS)),
            Optional.of(at(MixedFormat.BODY)),
            Optional.empty()));
  }

  /** Likewise. */
  static WriteSpec.Result resultOfParts(boolean missingIsUnknown) {
    return new WriteSpec.Result(
        JsonPointer.empty(),
        Optional.of(at(MixedFormat.ID)),
        Optional.of(at(MixedFormat.STATUS)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        missingIsUnknown);
  }

  private static JsonPointer at(String member) {
    return JsonPointer.empty().appendProperty(member);
  }

  /** Whether items are parts of a body of several. */
  public boolean isOfParts() {
    return packing != Packing.ITEMS;
  }

  /**
   * Where an item has what.
   *
   * @param headers empty: there is no place for them
   * @param ifVersion of the version that a write changes; empty: it is among the headers
   */
  public record Places(
      JsonPointer method,
      JsonPointer url,
      Optional<JsonPointer> headers,
      JsonPointer body,
      Optional<JsonPointer> ifVersion) {}

  /**
   * Where a result has what the answer to its call would have.
   *
   * @param location of the record's address, which tells its key, since a success has no body
   */
  public record Answers(
      Optional<JsonPointer> headers, Optional<JsonPointer> body, Optional<JsonPointer> location) {}

  /** How an item has the address of its call. */
  public enum AddressForm {
    /** As calls have it, such as {@code /contacts/1}. */
    PATH,
    /** Without the first slash. */
    RELATIVE,
    /** With the path of the base before it. */
    ROOTED,
    /** With the whole base before it. */
    WHOLE;

    /** {@code base}: without a slash at its end; {@code path} with one before it. */
    public String of(URI base, String path) {
      return switch (this) {
        case PATH -> path;
        case RELATIVE -> path.substring(1);
        case ROOTED -> Objects.requireNonNullElse(base.getRawPath(), "") + path;
        case WHOLE -> base + path;
      };
    }

    /** Whether it says all but the host. */
    public boolean needsHost() {
      return this == PATH || this == ROOTED;
    }

    static List<String> words() {
      return Stream.of(values()).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
    }

    static Optional<AddressForm> of(String word) {
      return Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }

  /** One that the batch takes. */
  public WriteSpec.Single call(WriteKind kind) {
    return Objects.requireNonNull(calls.get(kind), kind::name);
  }

  /** Whether results have the record as it is now. */
  boolean shows(WriteKind kind) {
    return call(kind).answers() == WriteSpec.Answers.RECORD
        && answers.body().isPresent()
        && answers.location().isEmpty();
  }

  /** The key of the record that has this address, by its fields; empty where it tells none. */
  public Optional<Map<String, String>> key(String address) {
    return addresses().key(address);
  }

  /** Whether the address of a record tells all of its key. */
  boolean tells(List<String> key) {
    return addresses().tell(key);
  }

  private RecordAddresses addresses() {
    return RecordAddresses.of(
        Stream.of(WriteKind.UPDATE, WriteKind.DELETE)
            .flatMap(kind -> Optional.ofNullable(calls.get(kind)).stream())
            .map(WriteSpec.Single::call));
  }
}

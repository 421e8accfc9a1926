package io.syncline.http.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.syncline.http.client.Deadline;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Loads what records refer to into blob stores, and has the records show what stands for it. A few
 * are under way at a time. One that cannot be had, or is not taken, is left out of its record,
 * which says nothing of it then, and is told in the log; what fails any other read fails this one.
 *
 * <p>What was loaded is remembered, so that an unchanged attachment is asked for by its entity tag,
 * or, where the record tells its version, not at all. Thread-safe.
 */
final class Attachments {

  /** Of records that have none. */
  static final Attachments NONE = new Attachments(Map.of());

  /** How many are on their way at a time; budgets may let fewer. */
  static final int AT_ONCE = 4;

  /** How many are remembered, some 400 bytes each; what is forgotten is loaded again. */
  static final int MAX_KNOWN = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

  private final Map<AttachmentSpec, Place> places;
  private final Cache<String, Attached> known =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).executor(Runnable::run).build();

  /** Where attachments come from, and go. */
  record Place(WebService service, Records records, BlobStore store) {}

  Attachments(Map<AttachmentSpec, Place> places) {
    this.places = Map.copyOf(places);
  }

  /**
   * Sets the fields that attachments give, in the records themselves.
   *
   * @throws AdapterException as any read does
   */
  void load(List<JsonNode> records, Deadline deadline) {
    Deque<Loading> underWay = new ArrayDeque<>();
    try {
      for (JsonNode record : records) {
        for (AttachmentSpec spec : places.keySet()) {
          if (record instanceof ObjectNode object) {
            begin(spec, object, deadline).ifPresent(underWay::add);
          }
          if (underWay.size() == AT_ONCE) {
            settle(underWay.remove());
          }
        }
      }
      while (!underWay.isEmpty()) {
        settle(underWay.remove());
      }
    } finally {
      underWay.forEach(Loading::cancel);
    }
  }

  /** A content that was loaded; empty where it is not there any more, and must be loaded again. */
  Optional<InputStream> open(String field, LargeObject wanted) {
    Optional<InputStream> content =
        places.entrySet().stream()
            .filter(each -> each.getKey().name().equals(field))
            .findFirst()
            .flatMap(each -> each.getValue().store().open(wanted));
    if (content.isEmpty()) {
      known.asMap().values().removeIf(each -> each.content().equals(Optional.of(wanted)));
    }
    return content;
  }

  /** Empty where nothing needs to be asked. */
  private Optional<Loading> begin(AttachmentSpec spec, ObjectNode record, Deadline deadline) {
    Place place = Objects.requireNonNull(places.get(spec));
    spec.fields().forEach(field -> remove(record, Records.pointer(field)));
    Optional<LargeObject> referred = referred(spec, record);
    if (referred.isPresent()) {
      put(record, spec.name(), Optional.of(referred.get().toString()));
      return Optional.empty();
    }
    Optional<NativeKey> key = place.records().key(record);
    Optional<String> ref = spec.ref().flatMap(at -> Json.text(record, at));
    if (spec.ref().isPresent() && ref.filter(text -> !text.isEmpty()).isEmpty()) {
      none(spec, record);
      return Optional.empty();
    }
    if (key.isEmpty()) {
      return Optional.empty(); // who reads the record says so
    }
    Optional<URI> address = address(spec, place, key.get(), ref);
    if (address.isEmpty()) {
      leftOut(spec, key.get(), "its address is neither below base nor of one of its hosts");
      return Optional.empty();
    }
    Optional<String> version = spec.version().flatMap(at -> Json.text(record, at));
    String name =
        LargeObject.ofContent(
                (spec.name()
                        + "\n"
                        + version.map(each -> key.get() + "\n" + each).orElse("" + address.get()))
                    .getBytes(StandardCharsets.UTF_8))
            .digest();
    Optional<Attached> before = Optional.ofNullable(known.getIfPresent(name));
    if (version.isPresent() && before.isPresent()) {
      before.get().content().ifPresent(content -> shows(spec, record, before.get()));
      return Optional.empty();
    }
    Loading loading =
        new Loading(
            place.service(),
            spec,
            place.store(),
            new Loading.Wanted(record, key.get(), name),
            address.get(),
            before);
    loading.begin(deadline);
    return Optional.of(loading);
  }

  /** A content that was too long for the service, by what stands for it. */
  private static Optional<LargeObject> referred(AttachmentSpec spec, ObjectNode record) {
    return spec.writing()
        .flatMap(AttachmentSpec.Writing::reference)
        .flatMap(field -> Json.text(record, Records.pointer(field)))
        .flatMap(LargeObject::parse);
  }

  private static Optional<URI> address(
      AttachmentSpec spec, Place place, NativeKey key, Optional<String> ref) {
    URI base = place.service().base();
    if (ref.isEmpty()) {
      return Optional.of(URI.create(base + spec.call().path(place.records().variables(key))));
    }
    try {
      URI address = BelowBase.resolved(URI.create(base + "/"), ref.get());
      boolean secure =
          "https".equals(address.getScheme())
              || Objects.equals(address.getScheme(), base.getScheme());
      boolean allowed =
          BelowBase.path(base, address).isPresent()
              || (secure && spec.hosts().contains(String.valueOf(address.getRawAuthority())));
      return allowed && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void settle(Loading loading) {
    AttachmentSpec spec = loading.spec();
    Loading.Wanted wanted = loading.wanted();
    Loading.Result result;
    try {
      result = loading.await();
    } catch (AdapterException e) {
      loading.cancel();
      throw e;
    }
    if (result.isGone()) {
      none(spec, wanted.record());
    }
    if (!result.refusal().isEmpty()) {
      leftOut(spec, wanted.key(), result.refusal());
    }
    result
        .attached()
        .ifPresent(
            attached -> {
              known.put(wanted.name(), attached);
              attached.content().ifPresent(content -> shows(spec, wanted.record(), attached));
            });
  }

  private static void leftOut(AttachmentSpec spec, NativeKey key, String why) {
    LOG.warn("{}: {} is left out: {}", key, spec.name(), why);
  }

  private static void shows(AttachmentSpec spec, ObjectNode record, Attached attached) {
    put(record, spec.name(), Optional.of(attached.content().orElseThrow().toString()));
    spec.media()
        .ifPresent(
            field ->
                put(record, field, Optional.of(attached.media()).filter(text -> !text.isEmpty())));
  }

  private static void none(AttachmentSpec spec, ObjectNode record) {
    spec.fields().forEach(field -> put(record, field, Optional.empty()));
  }

  private static void put(ObjectNode record, String field, Optional<String> text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Json.put(
        record,
        Records.pointer(field),
        text.<JsonNode>map(nodes::stringNode).orElseGet(nodes::nullNode));
  }

  private static void remove(ObjectNode record, JsonPointer at) {
    if (record.at(at.head()) instanceof ObjectNode around) {
      around.remove(at.last().getMatchingProperty());
    }
  }
}

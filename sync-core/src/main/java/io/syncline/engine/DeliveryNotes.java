package io.syncline.engine;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps what was delivered: the native records to look at, and the ids, so that what comes again
 * says nothing new. Used by one thread.
 *
 * <p>Time is cut into windows of a flow's own length. An id is noted under the window it came in
 * and looked for in this one and the one before, so it is known for one to two windows. Subjects
 * begin with their window: what is older stands before all others, and goes a piece at a time.
 */
final class DeliveryNotes {

  private static final int SUBJECTS = 1000;

  /** The window before which there is nothing old any more. */
  private final Map<FlowName, Long> swept = new HashMap<>();

  void save(StoreTransaction transaction, List<Delivery> deliveries, Instant now) {
    long call = transaction.allocate(1);
    deliveries.stream()
        .collect(Collectors.groupingBy(Delivery::flow, TreeMap::new, Collectors.toList()))
        .forEach((flow, some) -> new Group(transaction, flow, now).save(some, call));
  }

  /** Deliveries for one flow that are stored together. */
  private final class Group {
    private final StoreTransaction transaction;
    private final FlowName flow;
    private final Instant now;

    Group(StoreTransaction transaction, FlowName flow, Instant now) {
      this.transaction = transaction;
      this.flow = flow;
      this.now = now;
    }

    void save(List<Delivery> deliveries, long call) {
      long length = Math.max(1, deliveries.get(0).window().toSeconds());
      long window = now.getEpochSecond() / length * length;
      long before = window - length;
      Set<String> known = known(deliveries, before, window);
      Set<NativeKey> keys = new LinkedHashSet<>();
      List<Note> delivered = new ArrayList<>();
      for (Delivery delivery : deliveries) {
        if (delivery.id().stream().allMatch(id -> known.add(digest(id)))) {
          keys.addAll(delivery.keys());
          delivery.id().ifPresent(id -> delivered.add(note(window, digest(id))));
        }
      }
      transaction.note(flow.entity(), flow.system(), delivered);
      new Revisits(flow.entity(), flow.system()).name(transaction, keys, call, now);
      sweep(before);
    }

    private Note note(long window, String digest) {
      return new Note(NoteKind.DELIVERED, subject(window, digest), Row.empty(), now);
    }

    /** Digests of the ids that came before. */
    private Set<String> known(List<Delivery> deliveries, long before, long window) {
      List<String> subjects =
          deliveries.stream()
              .flatMap(delivery -> delivery.id().stream())
              .map(DeliveryNotes::digest)
              .flatMap(id -> Stream.of(subject(before, id), subject(window, id)))
              .toList();
      return transaction
          .notes(flow.entity(), flow.system(), NoteKind.DELIVERED, subjects)
          .keySet()
          .stream()
          .map(subject -> subject.substring(prefix(window).length()))
          .collect(Collectors.toCollection(HashSet::new));
    }

    private void sweep(long before) {
      if (swept.getOrDefault(flow, Long.MIN_VALUE) == before) {
        return;
      }
      List<String> old =
          transaction
              .notes(flow.entity(), flow.system(), NoteKind.DELIVERED, Optional.empty(), SUBJECTS)
              .stream()
              .map(Note::subject)
              .filter(subject -> subject.compareTo(prefix(before)) < 0)
              .toList();
      transaction.forget(flow.entity(), flow.system(), NoteKind.DELIVERED, old);
      if (old.size() < SUBJECTS) {
        swept.put(flow, before);
      }
    }
  }

  private static String subject(long window, String digest) {
    return prefix(window) + digest;
  }

  private static String prefix(long window) {
    return String.format(Locale.ROOT, "%012d ", window);
  }

  /** Ids are of any length, and may be worth hiding. */
  private static String digest(String id) {
    byte[] digest = LargeObject.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}

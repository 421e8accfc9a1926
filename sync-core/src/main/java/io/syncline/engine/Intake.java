package io.syncline.engine;

import io.syncline.mapping.Normalised;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.reconcile.Apart;
import io.syncline.reconcile.Candidate;
import io.syncline.reconcile.Contact;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.FirstContact;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.Newcomer;
import io.syncline.reconcile.Observation;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Step;
import io.syncline.spi.Image;
import io.syncline.store.Link;
import io.syncline.store.ParkedRow;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in one page of one flow within one transaction: normalises it, reconciles what is linked,
 * makes first contact for what is not, and parks what cannot be taken in. Nothing waits behind a
 * row that cannot.
 */
final class Intake {

  private final SyncEntity entity;
  private final Flow flow;
  private final StoreTransaction transaction;
  private final Tally tally;
  private final Instant at;
  private final long now;
  private final FirstContact contact;
  private final Set<RecordId> openCreates;
  private final WorkingSet records;
  private final Decisions decisions;
  private final Parking parking;
  private final OwedReads owedReads;
  private final Moves moves;

  /** Whether the system was restored or swapped, and what it shows is only compared. */
  private final boolean rewound;

  private final NamedRecords named;

  Intake(SyncEntity entity, Flow flow, StoreTransaction transaction, RunContext run) {
    this.entity = entity;
    this.flow = flow;
    this.transaction = transaction;
    this.tally = run.tally();
    this.at = run.clock().instant();
    this.now = run.count().next(transaction);
    this.contact =
        new FirstContact(
            entity.correlation(),
            entity.twinsAreSeparate() ? FirstContact.Twins.SEPARATE : FirstContact.Twins.HELD);
    this.openCreates = run.openCreates().of(entity.name(), flow.system());
    this.records = new WorkingSet(entity, transaction);
    this.decisions = new Decisions(entity, tally, at);
    this.parking = new Parking(entity, flow, tally, at);
    this.owedReads = new OwedReads(flow, records, now);
    this.moves = new Moves(entity, flow, records, parking, decisions, owedReads);
    this.rewound = run.rewinds().isComparing(entity, flow);
    this.named = new NamedRecords(entity, flow, transaction, run.order(), at);
  }

  /** Takes the page in, once. */
  Taken take(Page page) {
    Map<NativeKey, RecordId> links =
        new LinkedHashMap<>(transaction.linked(entity.name(), flow.system(), page.keys()));
    records.load(links.values());
    moves.load(transaction, page, links.keySet());
    named.load(transaction, page);
    Map<NativeKey, Unlinked> unlinked = new LinkedHashMap<>();
    for (Sighting sighting : page.sightings()) {
      RecordId id = links.get(sighting.key());
      if (id == null && moves.takeOldKey(sighting, links, page, gone -> takeGone(gone, page))) {
        unlinked.remove(sighting.key());
      } else if (sighting instanceof Sighting.Shown shown) {
        takeShown(shown, id, page, unlinked);
      } else if (id != null) {
        takeOther(sighting, id, links, page);
      } else {
        forget(sighting, unlinked);
      }
    }
    Set<RecordId> seen = new LinkedHashSet<>(links.values());
    seen.addAll(meet(unlinked, page));
    return new Taken(seen, finish(page));
  }

  private void takeShown(
      Sighting.Shown shown, @Nullable RecordId id, Page page, Map<NativeKey, Unlinked> unlinked) {
    Normalised normalised = shown.normalised();
    Optional<String> waitsFor = named.waitsFor(shown, normalised.row());
    if (normalised.isClean() && waitsFor.isPresent()) {
      unlinked.remove(shown.key());
      parking.park(
          shown.key(),
          ParkedRow.Reason.UNKNOWN_REFERENCE,
          waitsFor.get(),
          List.of(),
          shown.image().row());
    } else if (!normalised.isClean()) {
      unlinked.remove(shown.key());
      parking.park(
          shown.key(),
          ParkedRow.Reason.REJECTED,
          Reasons.of(normalised.rejects()),
          List.of(),
          shown.image().row());
    } else if (id == null) {
      parking.reconsider(shown.key());
      unlinked.put(shown.key(), new Unlinked(shown, named.records(normalised.row())));
    } else {
      parking.free(shown.key());
      observe(id, shown, named.records(normalised.row()), page);
    }
  }

  /** What was parked, or seen earlier in the page, is not there any more. */
  private void forget(Sighting sighting, Map<NativeKey, Unlinked> unlinked) {
    if (sighting instanceof Sighting.Gone || sighting instanceof Sighting.Moved) {
      unlinked.remove(sighting.key());
      parking.free(sighting.key());
      owedReads.oweOpenCreates(openCreates);
    }
  }

  private void takeOther(
      Sighting sighting, RecordId id, Map<NativeKey, RecordId> links, Page page) {
    if (sighting instanceof Sighting.Gone gone) {
      Observation seen = Observation.gone();
      if (gone.version().isPresent()) {
        seen = seen.version(gone.version().get());
      }
      parking.free(gone.key());
      step(id, timed(seen, gone.changedAt(), page));
    } else if (sighting instanceof Sighting.Moved moved) {
      moves.take(moved, id, links, gone -> takeGone(gone, page));
    } else if (sighting instanceof Sighting.Denied denied) {
      parking.park(
          denied.key(), ParkedRow.Reason.DENIED, denied.reason(), List.of(id), Row.empty());
    }
  }

  /** Whether the system showed the record before, and is believed that it is gone. */
  private boolean takeGone(RecordId id, Page page) {
    boolean shown =
        records.get(id).state().holding(flow.system()).map(Holding::alive).orElse(false);
    Step step = step(id, timed(Observation.gone(), Optional.empty(), page));
    return shown && isBelieved(step);
  }

  /** First contact with what is not linked yet. */
  private Set<RecordId> meet(Map<NativeKey, Unlinked> unlinked, Page page) {
    if (unlinked.isEmpty()) {
      return Set.of();
    }
    Map<NativeKey, Apart> apart =
        new ApartNotes(entity.name(), flow.system(), transaction).of(unlinked.keySet());
    List<Newcomer> newcomers =
        unlinked.values().stream()
            .map(each -> newcomer(each, apart.getOrDefault(each.shown().key(), Apart.fromNone())))
            .toList();
    Candidates known = new Candidates(entity, transaction, records);
    List<Candidate> candidates = known.of(newcomers, openCreates);
    Set<RecordId> met = new LinkedHashSet<>();
    List<Unlinked> fresh = new ArrayList<>();
    contact
        .decide(flow.system(), newcomers, candidates)
        .forEach(
            (key, verdict) -> {
              Unlinked each = Objects.requireNonNull(unlinked.get(key));
              if (mayBeOpenCreate(verdict)) {
                parking.waits(key, List.of(), each.shown().image().row());
              } else if (verdict instanceof Contact.New
                  && !apart.containsKey(key)
                  && known.isCrowded(new Newcomer(key, each.row()))) {
                parking.crowded(key, each.shown().image().row());
              } else if (verdict instanceof Contact.New) {
                fresh.add(each);
              } else if (verdict instanceof Contact.Link link) {
                link(link.record(), each, page);
                met.add(link.record());
              } else {
                parking.doubt(key, each.shown().image().row(), verdict);
              }
            });
    met.addAll(create(fresh, page));
    return met;
  }

  /**
   * Whether it may be what a create of ours made, and a user edited since: then it looks like
   * another record, or like none. The create is sent again and tells.
   */
  private boolean mayBeOpenCreate(Contact verdict) {
    return (verdict instanceof Contact.New || verdict instanceof Contact.Link)
        && !openCreates.isEmpty()
        && flow.findsOpenCreates();
  }

  private static Newcomer newcomer(Unlinked unlinked, Apart apart) {
    return new Newcomer(unlinked.shown().key(), unlinked.row(), apart);
  }

  private void link(RecordId id, Unlinked unlinked, Page page) {
    NativeKey key = unlinked.shown().key();
    records.link(id, flow.system(), new Link(key, Row.empty()));
    decisions.linked(id, flow.system(), key, "first contact");
    tally.count(entity.name(), flow.system(), Counted.LINKED);
    parking.free(key);
    observe(id, unlinked.shown(), unlinked.row(), page);
  }

  private Set<RecordId> create(List<Unlinked> fresh, Page page) {
    if (fresh.isEmpty()) {
      return Set.of();
    }
    Set<RecordId> created = new LinkedHashSet<>();
    long next = transaction.allocate(fresh.size());
    for (Unlinked newcomer : fresh) {
      RecordId id = new RecordId(next++);
      Image image = newcomer.shown().image();
      Observation seen = observation(newcomer.shown(), newcomer.row(), page);
      RecordState state =
          entity
              .reconciler()
              .newRecord(flow.system(), newcomer.row(), seen.version(), seen.timeMicros(), now);
      Link link =
          new Link(
              newcomer.shown().key(),
              Rows.forms(flow.mapping(), flow.withoutReferences(newcomer.row()), image.row()));
      records.put(new StoredRecord(id, state, Map.of(flow.system(), link)));
      parking.free(newcomer.shown().key());
      created.add(id);
    }
    tally.count(entity.name(), flow.system(), Counted.NEW, fresh.size());
    return created;
  }

  private void observe(RecordId id, Sighting.Shown shown, Row row, Page page) {
    Step step = step(id, observation(shown, row, page));
    if (isBelieved(step)) {
      records.link(
          id,
          flow.system(),
          new Link(
              shown.key(),
              Rows.forms(flow.mapping(), flow.withoutReferences(row), shown.image().row())));
    }
  }

  private Step step(RecordId id, Observation observation) {
    RecordState state = records.get(id).state();
    Step step =
        rewound
            ? entity.reconciler().rewound(state, flow.system(), observation, now)
            : entity.reconciler().observe(state, flow.system(), observation, now);
    records.put(id, step.state());
    decisions.taken(id, flow.system(), step.events());
    return step;
  }

  private static boolean isBelieved(Step step) {
    return step.events().stream()
        .map(Event::kind)
        .noneMatch(
            kind -> kind == EventKind.HINT || kind == EventKind.OLD || kind == EventKind.WAITS);
  }

  /** Under the version of an image that was taken in part only, the rest would be no news. */
  private Observation observation(Sighting.Shown shown, Row row, Page page) {
    Observation seen = Observation.of(row);
    Image image = shown.image();
    if (image.version().isPresent() && !named.isIncomplete(shown.key())) {
      seen = seen.version(image.version().get());
    }
    if (image.version().isEmpty() && !page.byKey() && flow.readsVersions()) {
      seen = seen.fromUnversioned();
    }
    return timed(seen, image.changedAt(), page);
  }

  private Observation timed(Observation seen, Optional<Instant> changedAt, Page page) {
    Observation timed = changedAt.isPresent() ? seen.edited(changedAt.get(), at) : seen;
    return page.readBegan().isPresent()
        ? timed.read(page.readBegan().getAsLong()).whileNoOtherRead()
        : timed;
  }

  private int finish(Page page) {
    int changed = records.save().size();
    decisions.write(transaction);
    named.park(parking);
    parking.write(transaction);
    moves.write(transaction, at);
    tally.count(entity.name(), flow.system(), Counted.READ, page.sightings().size());
    return changed;
  }

  /**
   * What became of a page.
   *
   * @param seen the records that its sightings belong to, as far as they are linked now
   * @param changed how many records it changed
   */
  record Taken(Set<RecordId> seen, int changed) {}

  /** An unlinked native record, made canonical. */
  record Unlinked(Sighting.Shown shown, Row row) {}
}

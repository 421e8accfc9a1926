package io.syncline.engine;

import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Choice;
import io.syncline.reconcile.Event;
import io.syncline.reconcile.EventKind;
import io.syncline.reconcile.Registers;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.store.JournalEntry;
import io.syncline.store.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns what reconcile saw and decided into counts and journal entries. A plain edit is in the head
 * with its dot and stamp and needs no entry; whatever was overruled, merged, held, deleted or
 * linked has one.
 */
final class Decisions {

  private final SyncEntity entity;
  private final Tally tally;
  private final Instant at;
  private final List<JournalEntry> entries = new ArrayList<>();

  Decisions(SyncEntity entity, Tally tally, Instant at) {
    this.entity = entity;
    this.tally = tally;
    this.at = at;
  }

  /** What reconcile made of one observation, outcome or choice. */
  void taken(RecordId record, SystemId system, List<Event> events) {
    boolean changed = false;
    for (Event event : events) {
      changed |= event.kind() == EventKind.FAST_FORWARD || event.kind() == EventKind.CONFLICT;
      take(record, event);
    }
    if (changed) {
      count(system, Counted.CHANGED);
    }
  }

  /** First contact joined a native record to this one. */
  void linked(RecordId record, SystemId system, NativeKey key, String rule) {
    add(
        JournalEntry.of(record, at, "linked", system, "", "link", rule)
            .incoming(Value.of(key.toString()), Optional.empty()));
  }

  /** The system made one record of two: this one is gone there, the other goes on. */
  void merged(RecordId record, SystemId system, Sighting.Moved moved, RecordId survivor) {
    add(
        JournalEntry.of(
                record,
                at,
                "merged",
                system,
                "",
                "gone",
                "the system merged it into " + moved.to() + ", record " + survivor.value())
            .incoming(Value.of(moved.key().toString()), Optional.empty()));
  }

  /** What a person did to the record, in words. */
  void byHand(RecordId record, SystemId system, String kind, String decision, String rule) {
    add(JournalEntry.of(record, at, kind, system, "", decision, rule));
  }

  /** The system refused a write of ours. */
  void rejected(RecordId record, SystemId system, Collection<String> registers, String reason) {
    count(system, Counted.REJECTED);
    String named = registers.stream().map(Decisions::register).collect(Collectors.joining(", "));
    add(JournalEntry.of(record, at, "rejected", system, named, "quarantine", reason));
  }

  void write(StoreTransaction transaction) {
    if (!entries.isEmpty()) {
      transaction.append(entity.name(), entries);
      entries.clear();
    }
  }

  private void take(RecordId record, Event event) {
    switch (event.kind()) {
      case FAST_FORWARD -> fastForward(record, (Event.FastForward) event);
      case CONFLICT -> conflict(record, (Event.Conflict) event);
      case DELETE_CONFLICT -> deleteConflict(record, (Event.DeleteConflict) event);
      case HELD_AGAIN -> heldAgain(record, (Event.HeldAgain) event);
      case RESOLVED -> resolved(record, (Event.Resolved) event);
      case DISSOLVED -> add(entry(record, event, "", "the systems agree again"));
      case RE_CREATED -> add(entry(record, event, "alive", "the system shows it again"));
      case GIVES_WAY -> add(entry(record, event, "head", "null gives way to a value"));
      case AGREEMENT, REFUSED, ECHO, HINT, OLD, WAITS -> {}
    }
  }

  private void fastForward(RecordId record, Event.FastForward event) {
    if (event.register().equals(Registers.LIFE)) {
      count(event.system(), Counted.GONE);
      add(
          entry(record, event, "deleted", "the system deleted it")
              .incoming(Life.DELETED, Optional.of(event.dot())));
    }
  }

  private void conflict(RecordId record, Event.Conflict event) {
    count(event.system(), Counted.CONFLICT);
    String cause = words(event.cause());
    if (event.decision() instanceof Resolution.Hold hold) {
      count(event.system(), Counted.HELD);
      cause = cause + ": " + hold.reason();
    }
    add(
        entry(record, event, words(event.decision()), cause)
            .base(event.base())
            .head(event.head().value(), Optional.ofNullable(event.head().dot()))
            .incoming(event.incoming().value(), Optional.ofNullable(event.incoming().dot())));
  }

  private void deleteConflict(RecordId record, Event.DeleteConflict event) {
    count(event.system(), Counted.CONFLICT);
    if (event.decision() instanceof DeleteResolution.Hold) {
      count(event.system(), Counted.HELD);
    }
    add(
        entry(
                record,
                event,
                words(event.decision()),
                "at stake: " + event.registers().stream().map(Decisions::register).toList())
            .base(Optional.of(Life.ALIVE))
            .head(event.head().value(), Optional.ofNullable(event.head().dot()))
            .incoming(event.incoming().value(), Optional.ofNullable(event.incoming().dot())));
  }

  private void heldAgain(RecordId record, Event.HeldAgain event) {
    add(
        entry(record, event, "hold", "edited again while it waits for a decision")
            .incoming(event.incoming(), Optional.of(event.dot())));
  }

  private void resolved(RecordId record, Event.Resolved event) {
    add(
        entry(record, event, words(event.choice()), "a person decided")
            .head(event.head(), Optional.empty())
            .incoming(event.incoming(), Optional.empty()));
  }

  private JournalEntry entry(RecordId record, Event event, String decision, String rule) {
    return JournalEntry.of(
        record,
        at,
        words(event.kind()),
        event.system(),
        event.about().map(Decisions::register).orElse(""),
        decision,
        rule);
  }

  /** As people call it. */
  static String register(String name) {
    return name.equals(Registers.LIFE) ? "life" : name;
  }

  private void add(JournalEntry entry) {
    entries.add(entry);
    tally.decided(entry);
  }

  private void count(SystemId system, Counted what) {
    tally.count(entity.name(), system, what);
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String words(Resolution resolution) {
    return resolution.match(
        new Resolution.Cases<>() {
          @Override
          public String takeIncoming(Resolution.TakeIncoming taken) {
            return "incoming";
          }

          @Override
          public String keepHead(Resolution.KeepHead kept) {
            return "head";
          }

          @Override
          public String merged(Resolution.Merged merged) {
            return "merged: " + merged.value();
          }

          @Override
          public String hold(Resolution.Hold hold) {
            return "hold";
          }
        });
  }

  private static String words(DeleteResolution resolution) {
    return resolution.match(
        new DeleteResolution.Cases<>() {
          @Override
          public String updateWins(DeleteResolution.UpdateWins update) {
            return "alive";
          }

          @Override
          public String deleteWins(DeleteResolution.DeleteWins delete) {
            return "deleted";
          }

          @Override
          public String hold(DeleteResolution.Hold hold) {
            return "hold";
          }
        });
  }

  private static String words(Choice choice) {
    if (choice instanceof Choice.Another another) {
      return "another value: " + another.value();
    }
    return choice instanceof Choice.Head ? "head" : "incoming";
  }
}

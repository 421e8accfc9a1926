package io.syncline.jdbc.capture.log;

import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with what stands in the database, in words. */
final class SlotChecks {

  private final LogSlot slot;
  private final TableShape table;

  SlotChecks(LogSlot slot, TableShape table) {
    this.slot = slot;
    this.table = table;
  }

  /** What the table and the server must be before anything is installed. */
  List<Health.Check> grounds(SlotState state) {
    return List.of(
        check(
            "wal_level",
            state.walLevel().equals("logical"),
            "is " + state.walLevel() + ", must be logical: set wal_level = logical and restart"),
        check(
            "replica identity of " + table.name(),
            state.identified(),
            "is "
                + identity(state.identity())
                + ", which does not name the key: alter table "
                + table.name()
                + " replica identity full, or using a unique index of the key's columns"));
  }

  private static String identity(String letter) {
    return switch (letter) {
      case "d" -> "DEFAULT, the primary key";
      case "n" -> "NOTHING";
      case "f" -> "FULL";
      default -> "USING INDEX";
    };
  }

  List<Health.Check> installed(SlotState state) {
    return List.of(publication(state.publication()), slot(state.slot()));
  }

  private Health.Check publication(Optional<SlotState.Publication> found) {
    String name = "publication " + slot.publication();
    if (found.isEmpty()) {
      return new Health.Check(name, false, "is missing: install");
    }
    if (!found.get().member()) {
      return new Health.Check(name, false, "does not publish " + table.name() + ": install");
    }
    return check(
        name,
        found.get().whole(),
        "must publish insert, update, delete and truncate, and all rows and columns");
  }

  private Health.Check slot(Optional<SlotState.Slot> found) {
    String name = "slot " + slot.name();
    if (found.isEmpty()) {
      return new Health.Check(name, false, "is missing: install");
    }
    SlotState.Slot there = found.get();
    if (!there.own() || !there.plugin().equals("pgoutput")) {
      return new Health.Check(
          name, false, "must be one of pgoutput in this database: plugin=" + there.plugin());
    }
    return check(name, !there.isLost(), "has lost what it kept: install");
  }

  /** How much log is kept back; more than the limit is a warning, for disks that run full. */
  Health.Check lag(SlotState.Slot there) {
    return check(
        "log kept for slot " + slot.name(),
        there.retained() <= slot.mostRetained(),
        "must be <= " + slot.mostRetained() + " bytes: retained=" + there.retained());
  }

  List<Health.Check> all(SlotState state) {
    List<Health.Check> all = new ArrayList<>(grounds(state));
    all.addAll(installed(state));
    return all;
  }

  private static Health.Check check(String name, boolean good, String otherwise) {
    return new Health.Check(name, good, good ? "" : otherwise);
  }
}

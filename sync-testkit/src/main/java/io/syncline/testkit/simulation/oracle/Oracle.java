package io.syncline.testkit.simulation.oracle;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows what users do and what each system then shows, and says what must hold. Whatever a user
 * enters is an edit with a number; what its author had seen by then is a set of numbers. The hub is
 * known by its writes alone: a write that shows an edit made on top of what it replaces hands that
 * on; any other is a decision, and must be written down.
 *
 * <p>Records and fields are text. One history, one thread. Breaches are thrown as {@link
 * Violation}, those that show at once from the call that shows them.
 */
public final class Oracle {

  /** How a field without a value is written. */
  public static final String NOTHING = "null";

  private static final String LIFE = "life";

  private Winner winner;
  private final Survival survival;
  private final Edits edits = new Edits();
  private final Map<Place, Sight> sights = new LinkedHashMap<>();

  public Oracle(Winner winner, Survival survival) {
    this.winner = winner;
    this.survival = survival;
  }

  // What people do

  /** A user makes a record, with a value for every field. */
  public void created(Place place, Map<String, String> values, Told told) {
    Sight sight = sight(place);
    boolean again = !sight.life.isEmpty();
    Edit life = edits.add(Edit.Kind.CREATED, place, LIFE, "alive", sight.life, told);
    sight.begin();
    sight.life.set(life.number);
    values.forEach(
        (field, value) -> {
          Edit edit = edits.add(Edit.Kind.CREATED, place, field, value, new BitSet(), told);
          edit.early = again;
          sight.show(edit, false);
        });
  }

  /** A user changes a field. */
  public void changed(Place place, String field, String value, Told told) {
    Sight sight = sight(place);
    Sight.Shown before = sight.shown(field);
    boolean again = !edits.entering(place.record(), field, value).isEmpty();
    Edit.Kind kind = again ? Edit.Kind.UNDONE : Edit.Kind.CHANGED;
    Told raised = edits.above(before.edit, told);
    Edit edit = edits.add(kind, place, field, value, before.seen, raised);
    edit.early = !sight.settled;
    sight.show(edit, false);
    touched(place, told);
  }

  /** A user deletes a record. */
  public void deleted(Place place) {
    Sight sight = sight(place);
    Told never = Told.nothing();
    Edit edit = edits.add(Edit.Kind.DELETED, place, LIFE, "deleted", sight.seen(), never);
    sight.end(edit);
  }

  /** A person decides a conflict: from now on anybody may win. */
  public void decided() {
    winner = Winner.ANY;
  }

  /** A person decides that a record is to go, all that was entered so far in sight. */
  public void buried(String record) {
    edits.of(record).forEach(edit -> edit.buried = true);
  }

  /** The record changed in some way, and the system says so of all that was entered there. */
  public void touched(Place place, Told told) {
    for (Sight.Shown shown : sight(place).fields.values()) {
      if (shown.edit.place.equals(place)) {
        shown.edit.latest = Math.max(shown.edit.latest, told.latest());
      }
    }
  }

  // What the hub does

  /** The hub can have seen all that the system shows now. */
  public void told(String system) {
    sights.forEach(
        (place, sight) -> {
          if (place.system().equals(system)) {
            sight.fields.values().forEach(shown -> shown.told = true);
          }
        });
  }

  /** The hub changed fields of a record that is there; the values are those shown since. */
  public void wrote(Place place, Map<String, String> values, Told told) {
    Sight sight = sight(place);
    boolean changed = false;
    for (Map.Entry<String, String> value : values.entrySet()) {
      Sight.Shown before = sight.shown(value.getKey());
      if (!before.edit.value.equals(value.getValue())) {
        changed = true;
        Edit after = written(place, value.getKey(), value.getValue(), before.edit);
        check(before, after);
        sight.show(after, true);
      }
    }
    if (!changed && !edits.hasUndone(place.record())) {
      throw new Violation(Promise.NO_ECHO, "a write changes nothing: " + place + " " + values);
    }
    touched(place, told);
  }

  /**
   * The hub made a record.
   *
   * @param leftOut the fields that it did not set, which show nothing
   */
  public void made(Place place, Map<String, String> values, Set<String> leftOut) {
    Sight sight = sight(place);
    if (sight.alive) {
      throw new Violation(Promise.ONE_EFFECT, "made twice: " + place);
    }
    sight.begin();
    values.forEach((field, value) -> sight.show(written(place, field, value), true));
    for (String field : leftOut) {
      BitSet none = new BitSet();
      sight.show(edits.add(Edit.Kind.BLANK, place, field, NOTHING, none, Told.nothing()), true);
    }
    for (Edit made : edits.of(place.record(), Edit.Kind.CREATED)) {
      if (made.field.equals(LIFE) && sight.shows(made.place)) {
        sight.life.set(made.number);
      }
    }
  }

  /** The hub deleted a record. */
  public void dropped(Place place) {
    Sight sight = sight(place);
    List<Edit> deletes = edits.of(place.record(), Edit.Kind.DELETED);
    if (deletes.isEmpty()) {
      throw new Violation(Promise.NO_LOST_UPDATE, "nobody deleted it: " + place);
    }
    for (Sight.Shown shown : sight.fields.values()) {
      if (!edits.isBuried(shown.edit)) {
        checkSeen(shown, "a delete of " + place);
        shown.edit.beaten = true;
      }
    }
    deletes.forEach(sight::end);
  }

  /** The edit that is handed on: if any, one that was made on top of what it replaces. */
  private Edit written(Place place, String field, String value, Edit before) {
    return edits.entering(place.record(), field, value).stream()
        .filter(each -> each.saw(before))
        .findFirst()
        .orElseGet(() -> written(place, field, value));
  }

  private Edit written(Place place, String field, String value) {
    return edits.entering(place.record(), field, value).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new Violation(
                    Promise.CONVERGENCE,
                    "nobody entered it: " + place + " " + field + "=" + value));
  }

  private void check(Sight.Shown before, Edit after) {
    if (after.saw(before.edit) || edits.isBuried(before.edit)) {
      return;
    }
    checkSeen(before, after.toString());
    before.edit.beaten = true;
    if (winner == Winner.LATER
        && !before.edit.isUncertain()
        && !mayGo(before.edit)
        && edits.entering(after.place.record(), after.field, after.value).stream()
            .noneMatch(each -> each.isUncertain() || each.latest >= before.edit.earliest)) {
      throw new Violation(
          Promise.ORDER_INDEPENDENCE,
          "the earlier edit won: " + after + " is written over " + before.edit);
    }
  }

  /** Whether a delete that was made without sight of it may have taken it with the record. */
  private boolean mayGo(Edit edit) {
    return survival != Survival.LIVES
        && edits.of(edit.place.record(), Edit.Kind.DELETED).stream()
            .anyMatch(delete -> !delete.saw(edit));
  }

  private static void checkSeen(Sight.Shown shown, String by) {
    if (!shown.told && !shown.edit.isVague()) {
      throw new Violation(
          Promise.NO_LOST_UPDATE, shown.edit + " was never seen, and is written over by " + by);
    }
  }

  // What must hold

  /** All is quiet, and all systems show the same: everybody knows everything. */
  public void agreed(Minutes minutes) {
    edits.all().forEach(edit -> requireNamed(edit, minutes));
    for (String record : edits.records()) {
      List<Sight> all =
          sights.entrySet().stream()
              .filter(each -> each.getKey().record().equals(record))
              .map(Map.Entry::getValue)
              .toList();
      requireLife(record, all.stream().anyMatch(sight -> sight.alive));
      BitSet seen = new BitSet();
      all.forEach(sight -> seen.or(sight.seen()));
      all.forEach(sight -> sight.settle(seen));
    }
  }

  /** What lost without having been seen by the winner is written down. */
  private void requireNamed(Edit edit, Minutes minutes) {
    boolean lost = edit.beaten && !edit.isVague() && !edits.isContinued(edit);
    boolean deleted = !edits.of(edit.place.record(), Edit.Kind.DELETED).isEmpty();
    if (lost && !minutes.name(edit.value) && !(deleted && minutes.stake(edit.field))) {
      throw new Violation(Promise.EXPLAINABILITY, "lost, and named nowhere: " + edit);
    }
  }

  private void requireLife(String record, boolean alive) {
    List<Edit> deletes = edits.of(record, Edit.Kind.DELETED);
    if (alive && !edits.hasUndone(record) && deletes.stream().anyMatch(this::isLast)) {
      throw new Violation(Promise.NO_RESURRECTION, "came back: " + record);
    }
    if (!alive && (wasMadeAnew(record, deletes) || outlives(record, deletes))) {
      throw new Violation(Promise.NO_LOST_UPDATE, "gone: " + record + " " + edits.of(record));
    }
  }

  /** Whether a delete saw all there ever was, or all that may outlive it. */
  private boolean isLast(Edit delete) {
    return edits.of(delete.place.record()).stream()
        .filter(edit -> edit.kind != Edit.Kind.DELETED && edit.kind != Edit.Kind.BLANK)
        .filter(edit -> survival != Survival.GOES || edit.kind == Edit.Kind.CREATED)
        .allMatch(delete::saw);
  }

  /** Whether it was made by somebody who knew of every delete. */
  private boolean wasMadeAnew(String record, List<Edit> deletes) {
    return edits.of(record, Edit.Kind.CREATED).stream()
        .anyMatch(edit -> edit.field.equals(LIFE) && deletes.stream().allMatch(edit::saw));
  }

  /** Whether an edit that no delete saw must have kept the record alive. */
  private boolean outlives(String record, List<Edit> deletes) {
    return survival == Survival.LIVES
        && !edits.hasUndone(record)
        && edits.of(record, Edit.Kind.CHANGED).stream()
            .filter(edit -> !edit.beaten && !edits.isContinued(edit))
            .anyMatch(edit -> deletes.stream().noneMatch(delete -> delete.saw(edit)));
  }

  private Sight sight(Place place) {
    return sights.computeIfAbsent(place, each -> new Sight());
  }
}

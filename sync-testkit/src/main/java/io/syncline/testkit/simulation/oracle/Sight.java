package io.syncline.testkit.simulation.oracle;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one system shows of one record: per field an edit, and what its users have seen by it. */
final class Sight {

  final Map<String, Shown> fields = new LinkedHashMap<>();

  /** The creations and deletes that its users know of, and all that those had seen. */
  final BitSet life = new BitSet();

  boolean alive;

  /** Whether hub and system have agreed since the record came to be here. */
  boolean settled;

  /** One field. */
  static final class Shown {

    final Edit edit;
    final BitSet seen = new BitSet();

    /** Whether the hub can have seen it. */
    boolean told;

    Shown(Edit edit, boolean told) {
      this.edit = edit;
      this.told = told;
    }
  }

  void begin() {
    alive = true;
    settled = false;
  }

  void end(Edit delete) {
    life.or(delete.past);
    life.set(delete.number);
    alive = false;
    fields.clear();
  }

  void settle(BitSet all) {
    life.or(all);
    fields.values().forEach(shown -> shown.seen.or(all));
    settled = true;
  }

  /** The field shows another edit from now on; its users still know what they saw before. */
  void show(Edit edit, boolean told) {
    Shown after = new Shown(edit, told);
    Shown before = fields.put(edit.field, after);
    if (before != null) {
      after.seen.or(before.seen);
    }
    after.seen.or(edit.past);
    after.seen.set(edit.number);
  }

  Shown shown(String field) {
    Shown shown = fields.get(field);
    if (shown == null) {
      throw new IllegalStateException("must be shown: field=" + field);
    }
    return shown;
  }

  /** Whether it shows anything that was entered there. */
  boolean shows(Place place) {
    return fields.values().stream()
        .map(shown -> shown.edit)
        .anyMatch(edit -> edit.kind != Edit.Kind.BLANK && edit.place.equals(place));
  }

  /** All that its users have seen of the record. */
  BitSet seen() {
    BitSet all = (BitSet) life.clone();
    fields.values().forEach(shown -> all.or(shown.seen));
    return all;
  }
}

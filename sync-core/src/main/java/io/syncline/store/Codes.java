package io.syncline.store;

import io.syncline.reconcile.WriteKind;
import java.util.List;

/** Enums as they stand on disk: by their place in these lists. Add at the end, never move. */
final class Codes {

  static final List<Flag> FLAGS =
      List.of(Flag.PENDING, Flag.HELD, Flag.QUARANTINED, Flag.RISKY, Flag.TOMBSTONE, Flag.UNSWEPT);

  static final List<WriteKind> WRITES =
      List.of(WriteKind.CREATE, WriteKind.UPDATE, WriteKind.DELETE);

  static final List<ParkedRow.Reason> REASONS =
      List.of(
          ParkedRow.Reason.REJECTED,
          ParkedRow.Reason.SEVERAL,
          ParkedRow.Reason.LINKED,
          ParkedRow.Reason.TWINS,
          ParkedRow.Reason.WAITS,
          ParkedRow.Reason.DENIED,
          ParkedRow.Reason.UNKNOWN_REFERENCE,
          ParkedRow.Reason.WITHOUT_REFERENCE,
          ParkedRow.Reason.UNSURE);

  private Codes() {}
}

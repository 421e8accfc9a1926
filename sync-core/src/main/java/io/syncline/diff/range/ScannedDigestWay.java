package io.syncline.diff.range;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffLimits;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.Side;
import io.syncline.diff.join.ScanCounts;
import io.syncline.diff.join.ScanOrderDiff;
import io.syncline.diff.join.ScanOrderDiff.Reading;
import io.syncline.model.NativeKey;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares keys and digests of both sides as {@link ScanOrderDiff} compares rows, and reads the
 * records that differ, batch by batch, in no order. As long as the keys that differ can be held, it
 * reads none, and turns back where there are so many that reading all is better.
 */
final class ScannedDigestWay {

  /** Keys that are held at most before records are read. */
  private static final int MOST_HELD = 32 * RowDigestWay.BATCH;

  private final Way way;
  private final Situation situation;
  private final PackedSchema digests;
  private final Fetch fetch;
  private final RangedLog log;
  private final DiffWatch watch;

  /**
   * @param digests of rows of key and digest
   */
  ScannedDigestWay(
      Way way,
      Situation situation,
      PackedSchema digests,
      Fetch fetch,
      RangedLog log,
      DiffWatch watch) {
    this.way = way;
    this.situation = situation;
    this.digests = digests;
    this.fetch = fetch;
    this.log = log;
    this.watch = watch;
  }

  /** The way to go instead, having handed on nothing; empty: this one went to its end. */
  Optional<Way> run(Reading left, Reading right, DiffLimits limits) {
    Keys keys = new Keys();
    try {
      ScanCounts counts = new ScanOrderDiff(digests, limits, watch).run(left, right, keys);
      keys.read();
      log.saw(RowDigestWay.seen(keys.differing, Math.max(counts.left(), counts.right())));
      return Optional.empty();
    } catch (TurnBack turned) {
      log.saw(RowDigestWay.seen(keys.differing, keys.rows()) + ": reading all is better");
      return Optional.of(WayPlanner.costs(situation).get(0).way());
    }
  }

  /** Collects the keys that differ. */
  private final class Keys implements ChangeSink {

    private final RowReader reader = new RowReader(digests);
    private final List<NativeKey> held = new ArrayList<>();
    private final long leftBefore = watch.rows(Side.LEFT);
    private final long rightBefore = watch.rows(Side.RIGHT);
    private long differing;

    /** Whether records were read already: too late to turn back. */
    private boolean reading;

    @Override
    public void change(ChangeKind kind, Slab left, int l, Slab right, int r, long fields) {
      held.add(l >= 0 ? reader.nativeKey(left, l) : reader.nativeKey(right, r));
      differing++;
      if (differing % RowDigestWay.BATCH == 0) {
        batch();
      }
    }

    /** While nothing was handed on, what differs so far is held against all that may differ. */
    private void batch() {
      if (!reading) {
        turnBackIfMuch(situation.rows());
        if (held.size() >= MOST_HELD) {
          turnBackIfMuch(rows());
          reading = true;
        }
      }
      if (reading) {
        read();
      }
    }

    private void turnBackIfMuch(long rows) {
      if (RowDigestWay.isMuch(way, situation, RowDigestWay.share(differing, rows))) {
        throw new TurnBack();
      }
    }

    private void read() {
      for (int at = 0; at < held.size(); at += RowDigestWay.BATCH) {
        fetch.keys(held.subList(at, Math.min(held.size(), at + RowDigestWay.BATCH)));
      }
      held.clear();
    }

    /** That were taken to be compared so far; before any record was read. */
    long rows() {
      return Math.max(watch.rows(Side.LEFT) - leftBefore, watch.rows(Side.RIGHT) - rightBefore);
    }
  }

  /** Ends a comparison that is not worth being finished. */
  private static final class TurnBack extends RuntimeException {

    private static final long serialVersionUID = 1;

    TurnBack() {
      super("reading all is better", null, false, false);
    }
  }
}

package io.syncline.diff.range;

import io.syncline.diff.ChangeSink;
import io.syncline.diff.DiffWatch;
import io.syncline.diff.RangedSource;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.diff.Side;
import io.syncline.diff.join.ScanOrderDiff.Reading;
import io.syncline.diff.merge.SlabReader;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import java.util.List;
import java.util.Optional;

/**
 * Compares two sides in the way that {@link WayPlanner} chooses for them, and in another where the
 * first digests show that it was wrong. Not thread-safe.
 *
 * <p>Each change is handed on once, in key order but where {@link Way} has it otherwise, and was
 * compared byte by byte. Digests only decide what is not read: a change hides with a chance of
 * 2<sup>-64</sup> for each row or range that changed. Sides may change while they are compared:
 * records that stay as they are, are told apart rightly; of others, what is handed on was so at
 * some time meanwhile.
 */
public final class RangedDiff {

  private final PackedSchema schema;
  private final RowSource left;
  private final RowSource right;
  private final RangedSettings settings;
  private final List<String> functions;

  /**
   * @param schema of what is compared, which both sides can pack
   */
  public RangedDiff(PackedSchema schema, RowSource left, RowSource right, RangedSettings settings) {
    this.schema = schema;
    this.left = left;
    this.right = right;
    this.settings = settings;
    settings.base().ifPresent(kept -> check(schema, kept.base()));
    this.functions = sides().map(both -> shared(schema, both)).orElse(List.of());
  }

  private static void check(PackedSchema schema, KeptBase base) {
    if (base.digested().fingerprint() != schema.fingerprint()) {
      throw new IllegalArgumentException(
          "must be kept of the records that are compared: base="
              + base.digested()
              + " schema="
              + schema);
    }
  }

  /** Names of functions that both have, the left side's cheapest first. */
  private static List<String> shared(PackedSchema schema, RangedSides sides) {
    List<String> others = sides.right().functions(schema);
    return sides.left().functions(schema).stream().filter(others::contains).toList();
  }

  private Optional<RangedSides> sides() {
    return left.ranged().flatMap(l -> right.ranged().map(r -> new RangedSides(l, r)));
  }

  /** What is known before; asks the sides for no more than their size and functions. */
  public Situation situation() {
    long rows = left.size().orElse(right.size().orElse(SideEstimate.UNKNOWN_ROWS));
    Optional<RangedSides> sides = sides();
    boolean one =
        sides.filter(each -> each.left().place().equals(each.right().place())).isPresent();
    return new Situation(
        SideEstimate.of(left, schema, rows),
        SideEstimate.of(right, schema, rows),
        one ? Situation.Place.ONE : Situation.Place.APART,
        settings.link(),
        functions.stream().findFirst().map(Hashing::of).orElse(Hashing.NONE),
        sides.isPresent() ? settings.base().map(SideBase::side) : Optional.empty(),
        settings.share(),
        settings.aim());
  }

  public WayChoice plan() {
    return WayPlanner.plan(situation());
  }

  /** As {@link #run(WayChoice, WholeDiff, ChangeSink, DiffWatch)}, as planned. */
  public RangedOutcome run(WholeDiff whole, ChangeSink sink, DiffWatch watch) {
    return run(plan(), whole, sink, watch);
  }

  /**
   * Goes the chosen way.
   *
   * @param whole how both sides are read whole, where it comes to that
   * @throws io.syncline.diff.OutOfOrder where a side is not sorted; some of what was handed on may
   *     be wrong then
   * @throws io.syncline.spi.AdapterException where a side cannot digest
   */
  public RangedOutcome run(WayChoice choice, WholeDiff whole, ChangeSink sink, DiffWatch watch) {
    RangedLog log = new RangedLog(choice.way());
    Optional<Fetch> fetch =
        sides().map(both -> new Fetch(schema, both, settings.limits(), watch, sink));
    Optional<Way> next = Optional.of(choice.way());
    while (next.isPresent()) {
      Way way = next.get();
      if (way.isWhole()) {
        log.saw(whole.run(way, sink));
        next = Optional.empty();
      } else {
        next = digested(way, choice.situation(), fetch.orElseThrow(() -> cannot(way)), log, watch);
        next.ifPresent(log::switched);
      }
    }
    return new RangedOutcome(choice, log.ways(), log.notes(), fetch.map(Fetch::rows).orElse(0L));
  }

  private static IllegalArgumentException cannot(Way way) {
    return new IllegalArgumentException("must be open to sides read whole only: way=" + way);
  }

  private Optional<Way> digested(
      Way way, Situation situation, Fetch fetch, RangedLog log, DiffWatch watch) {
    RangedSides sides = sides().orElseThrow(() -> cannot(way));
    if (way == Way.RANGE_DIGESTS) {
      RangeComparison comparison =
          new RangeComparison(
              sides.left().digester(schema, functions.subList(0, 1)),
              sides.right().digester(schema, functions.subList(0, 1)),
              settings.within(),
              watch);
      return new RangeDigestWay(situation, comparison, fetch, log).run();
    }
    PackedSchema rows = KeyDigests.schema(schema);
    Reading l = digests(way, Side.LEFT, left, situation.left());
    Reading r = digests(way, Side.RIGHT, right, situation.right());
    if (l.order() == RowSource.Order.UNSORTED || r.order() == RowSource.Order.UNSORTED) {
      return new ScannedDigestWay(way, situation, rows, fetch, log, watch)
          .run(l, r, settings.limits());
    }
    try (SlabReader lefts = reader(Side.LEFT, rows, l);
        SlabReader rights = reader(Side.RIGHT, rows, r)) {
      DigestMerge merge = new DigestMerge(rows, lefts, rights, watch);
      return new RowDigestWay(way, situation, merge, fetch, log).run();
    }
  }

  private SlabReader reader(Side side, PackedSchema rows, Reading reading) {
    return SlabReader.of(side, rows, reading.rows().get(), settings.limits());
  }

  /** How keys and digests of a side are read; as its records lie where that is in order enough. */
  private Reading digests(Way way, Side side, RowSource whole, SideEstimate estimate) {
    SideBase kept = way == Way.KEPT_BASE ? settings.base().orElseThrow(() -> cannot(way)) : null;
    if (kept != null && kept.side() == side) {
      return new Reading(() -> kept.base().open(kept.base().schema()), RowSource.Order.SORTED);
    }
    RowSource.Order order =
        estimate.isOrderly() ? RowSource.Order.UNSORTED : RowSource.Order.SORTED;
    if (kept == null) {
      RangedSource source = whole.ranged().orElseThrow(() -> cannot(way));
      return new Reading(() -> source.digests(schema, functions.get(0), order), order);
    }
    return new Reading(() -> new DigestedRows(schema, records(whole, order)), order);
  }

  private RowCursor records(RowSource side, RowSource.Order order) {
    return order == RowSource.Order.SORTED
        ? side.open(schema)
        : side.scanned().orElseThrow().scan(schema);
  }
}

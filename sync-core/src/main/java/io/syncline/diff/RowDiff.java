package io.syncline.diff;

import io.syncline.diff.range.Link;
import io.syncline.diff.range.SideBase;
import io.syncline.diff.range.Situation;
import io.syncline.diff.range.Way;
import io.syncline.diff.report.DiffReport;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.TextRule;
import java.util.List;

/**
 * A diff of two sets of rows that is to be made, as often as it is asked for: each of {@link
 * #forEach}, {@link #changes}, {@link #counts} and {@link #report} reads both sides anew.
 * Immutable: each other method gives a new one. Thread-safe as far as the sides are.
 *
 * <p>Records are paired by their keys, which both sides must call alike; what is compared are the
 * fields that both have, by name. Values are equal as {@link io.syncline.model.Value} has it,
 * whatever the types that hold them: 1 is 1.0 and 1.00.
 *
 * <p>Changes come in no order, unless it is asked for: {@code by(Way.FULL_MERGE)} gives them in the
 * order of their keys, where both sides can be read so.
 *
 * <p>Every run throws {@link IllegalArgumentException} where the two cannot be compared, {@link
 * DiffException} where a side cannot be read or has a key twice, {@link DiffCancelled} where it was
 * cancelled or its thread interrupted. What was opened is closed then, and files are removed.
 */
public final class RowDiff {

  private final RowSource left;
  private final RowSource right;
  private final FieldChoice fields;
  private final DiffLimits limits;
  private final DiffWatching watching;
  private final WayWish wish;

  private RowDiff(
      RowSource left,
      RowSource right,
      FieldChoice fields,
      DiffLimits limits,
      DiffWatching watching,
      WayWish wish) {
    this.left = left;
    this.right = right;
    this.fields = fields;
    this.limits = limits;
    this.watching = watching;
    this.wish = wish;
  }

  static RowDiff of(RowSource left, RowSource right) {
    return new RowDiff(
        left, right, FieldChoice.all(), DiffLimits.defaults(), DiffWatching.none(), WayWish.none());
  }

  private RowDiff with(FieldChoice choice) {
    return new RowDiff(left, right, choice, limits, watching, wish);
  }

  private RowDiff with(WayWish other) {
    return new RowDiff(left, right, fields, limits, watching, other);
  }

  /** Compares only these fields; both sides must have them. */
  public RowDiff only(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("must name a field: only=[]");
    }
    return with(fields.only(List.of(names)));
  }

  /** Compares no field: finds records that one side lacks. */
  public RowDiff keysOnly() {
    return with(fields.only(List.of()));
  }

  /** Leaves these fields out; a side must have them. */
  public RowDiff ignoring(String... names) {
    return with(fields.ignoring(List.of(names)));
  }

  /** Says what does not count in the texts of a field or of a part of the key. */
  public RowDiff comparing(String name, TextRule... rules) {
    return with(fields.comparing(name, rules));
  }

  /**
   * Says how exactly times of a field or of a part of the key are compared.
   *
   * @param digits of the second that count, 0 to 9; what is finer is cut off
   */
  public RowDiff fraction(String name, int digits) {
    return with(fields.fraction(name, digits));
  }

  public RowDiff limits(DiffLimits other) {
    return new RowDiff(left, right, fields, other, watching, wish);
  }

  public RowDiff onProgress(DiffProgress progress) {
    return new RowDiff(left, right, fields, limits, watching.with(progress), wish);
  }

  public RowDiff cancelledBy(Cancellation cancellation) {
    return new RowDiff(left, right, fields, limits, watching.with(cancellation), wish);
  }

  /**
   * Goes the unsorted way, whatever order the sides claim: for consumers that cannot take back what
   * they were given, where an order is in doubt, such as that of a collation.
   */
  public RowDiff unsorted() {
    return with(wish.with(Way.UNSORTED));
  }

  /**
   * Begins with this way, whatever the planner would choose. Where the first digests show that
   * another spares more, a way by digests is left for that one; {@link DiffSummary#way} tells.
   */
  public RowDiff by(Way way) {
    return with(wish.with(way));
  }

  /** How far the sides are; {@link Link#near} unless said otherwise. */
  public RowDiff over(Link link) {
    return with(wish.with(wish.settings().with(link)));
  }

  /** What the planner is to spare; time, unless said otherwise. */
  public RowDiff sparing(Situation.Aim aim) {
    return with(wish.with(wish.settings().with(aim)));
  }

  /**
   * Tells the planner what to expect.
   *
   * @param share of the records that differed last time, 0 to 1
   */
  public RowDiff expecting(double share) {
    return with(wish.with(wish.settings().withShare(share)));
  }

  /** Lets keys and digests that were kept of one side stand for it. */
  public RowDiff against(SideBase kept) {
    return with(wish.with(wish.settings().with(kept)));
  }

  /** What is compared: the key and fields of what {@link #changes} gives. */
  public PackedSchema schema() {
    return fields.schema(List.of(left, right));
  }

  /** Which way a run would go, and why, in words. Reads no rows. */
  public String explain() {
    return plan(schema()).chosen().toString();
  }

  /** Hands on what differs, unpacked as far as the consumer looks at it. */
  public DiffSummary forEach(DeltaConsumer consumer) {
    PackedSchema schema = schema();
    return run(schema, new DeltaSink(schema, consumer));
  }

  /** Hands on what differs as packed rows of {@link #schema}. */
  public DiffSummary changes(ChangeSink sink) {
    return run(schema(), sink);
  }

  /** Counts what differs. */
  public DiffSummary counts() {
    return run(schema(), CountingSink.end());
  }

  /**
   * Counts what differs and keeps some of it.
   *
   * @param most how many deltas to keep, the first that are found; 0 or more
   */
  public DiffReport report(int most) {
    ReportSink kept = new ReportSink(most);
    DiffSummary summary = forEach(kept);
    return new DiffReport(left.name(), right.name(), summary, kept.shown());
  }

  private DiffWay plan(PackedSchema schema) {
    return Ways.plan(left, right, schema, wish);
  }

  private DiffSummary run(PackedSchema schema, ChangeSink sink) {
    CountingSink counting = new CountingSink(schema, sink);
    DiffWay planned = plan(schema);
    try {
      return run(planned, schema, counting);
    } catch (OutOfOrder broken) {
      counting.restart(broken);
      RowSource side = broken.side() == Side.LEFT ? left : right;
      return run(Ways.after(broken, side), schema, counting);
    }
  }

  private DiffSummary run(DiffWay way, PackedSchema schema, CountingSink sink) {
    DiffWatch watch = watching.start();
    ChosenWay gone = way.run(new DiffJob(left, right, schema, limits, watch, sink));
    return sink.summary(watch, gone);
  }
}

package io.syncline.diff;

import io.syncline.model.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record that a side changed since the base. Unpacked when it is asked, and good until the
 * consumer returns: take out what is to be kept. Not thread-safe.
 */
public final class ThreeWayDelta {

  private final ThreeWayUnpacking unpacking;
  private @Nullable ThreeWayChange change;

  ThreeWayDelta(ThreeWayUnpacking unpacking, ThreeWayChange change) {
    this.unpacking = unpacking;
    this.change = change;
  }

  void expire() {
    change = null;
  }

  private ThreeWayChange change() {
    if (change == null) {
      throw new IllegalStateException("must be read before the consumer returns: delta=expired");
    }
    return change;
  }

  /** How the changes of both sides go together. */
  public ThreeWayKind kind() {
    return change().kind();
  }

  /** What the left side did. */
  public SideChange leftChange() {
    return change().left();
  }

  /** What the right side did. */
  public SideChange rightChange() {
    return change().right();
  }

  /** The parts of the record's key, by name, in order. */
  public Row key() {
    return unpacking.key(change());
  }

  /** The record as the base has it; empty where it lacks it. */
  public Optional<Row> base() {
    return unpacking.row(change().base(), change().baseRow());
  }

  /** The record as left has it; empty where it lacks it. */
  public Optional<Row> left() {
    return unpacking.row(change().leftSlab(), change().leftRow());
  }

  /** The record as right has it; empty where it lacks it. */
  public Optional<Row> right() {
    return unpacking.row(change().rightSlab(), change().rightRow());
  }

  /** The fields that left alone changed. */
  public List<String> onlyLeft() {
    return unpacking.names(change().onlyLeft());
  }

  /** The fields that right alone changed. */
  public List<String> onlyRight() {
    return unpacking.names(change().onlyRight());
  }

  /** The fields that both changed to the same value. */
  public List<String> alike() {
    return unpacking.names(change().alike());
  }

  /** The fields that both changed to different values. */
  public List<String> differently() {
    return unpacking.names(change().differently());
  }
}

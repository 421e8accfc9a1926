package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The side channel, seen through the records that one scenario made. */
final class OwnRecords {

  private final SideChannel channel;
  private final Set<NativeKey> own = ConcurrentHashMap.newKeySet();
  private volatile long changedNanos = System.nanoTime();
  private final String mark;

  OwnRecords(SideChannel channel) {
    this.channel = channel;
    this.mark = channel.mark();
  }

  /** Text that no other scenario has. */
  String mark() {
    return mark;
  }

  NativeKey create(Row fields) {
    return own(channel.create(fields));
  }

  void change(NativeKey key, Row fields) {
    channel.change(key, fields);
    changed();
  }

  void delete(NativeKey key) {
    channel.delete(key);
    changed();
  }

  /** Something of it was written, here or by the adapter. */
  void changed() {
    changedNanos = System.nanoTime();
  }

  /** Waits until reads that lag behind writes by so much show the last change. */
  void awaitShown(Duration lag) {
    Duration left = lag.minusNanos(System.nanoTime() - changedNanos);
    if (!lag.isZero() && !left.isNegative()) {
      Awaitility.await().pollDelay(left).atMost(left.plus(lag)).until(() -> true);
    }
  }

  Optional<Row> read(NativeKey key) {
    return channel.read(key);
  }

  /** The scenario answers for it from now on. */
  NativeKey own(NativeKey key) {
    own.add(key);
    changed();
    return key;
  }

  boolean owns(NativeKey key) {
    return own.contains(key);
  }

  void own(Collection<NativeKey> keys) {
    own.addAll(keys);
  }

  Map<NativeKey, Row> all() {
    Map<NativeKey, Row> all = new TreeMap<>(channel.all());
    all.keySet().retainAll(own);
    return all;
  }

  Map<NativeKey, Row> everybodys() {
    return new TreeMap<>(channel.all());
  }

  /** How many records of anybody show these fields. */
  long count(Row fields) {
    return channel.all().values().stream().filter(row -> Bench.shows(row, fields)).count();
  }

  /** Deletes what is left, and what somebody made with the scenario's mark. */
  void clear() {
    List<NativeKey> left = new ArrayList<>();
    channel
        .all()
        .forEach(
            (key, row) -> {
              if (own.contains(key) || row.toString().contains(mark)) {
                left.add(key);
              }
            });
    channel.deleteAll(left);
  }
}

package io.syncline.diff.range;

import io.syncline.diff.RangedSource;
import io.syncline.diff.RowCursor;
import io.syncline.diff.RowSource;
import io.syncline.diff.ScannedSource;
import io.syncline.model.NativeKey;
import io.syncline.packed.KeyDigests;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.RowDigest;
import io.syncline.packed.RowReader;
import io.syncline.packed.Slab;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.RecordDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** A side in memory that counts what is read of it, and may be changed between two requests. */
final class MemorySide implements RowSource, RangedSource, ScannedSource {

  final Records records;
  final NavigableMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
  final List<String> functions = new ArrayList<>(List.of("memory-1"));
  final List<KeyRange> opened = new ArrayList<>();
  long wholeRows;
  long rangeRows;
  long keyRows;
  long digestRows;
  long digestedRows;
  String place = "here";
  Order order = Order.SORTED;

  /** How well the order in which its rows lie follows their keys; empty: not to be read so. */
  OptionalDouble correlation = OptionalDouble.empty();

  /** Whether its rows lie so that nearly all are out of order. */
  boolean thinRunFirst;

  long scannedRows;

  /** Makes digests worse than they are. */
  LongUnaryOperator weaken = digest -> digest;

  /** Is called before every request. */
  Runnable meanwhile = () -> {};

  /** What a faulty side makes of ranges. */
  boolean lastRangeIsClosed;

  MemorySide(Records records) {
    this.records = records;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public PackedSchema schema() {
    return records.schema;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(rows.size());
  }

  @Override
  public Order order() {
    return order;
  }

  @Override
  public Optional<RangedSource> ranged() {
    return Optional.of(this);
  }

  @Override
  public Optional<ScannedSource> scanned() {
    return correlation.isPresent() ? Optional.of(this) : Optional.empty();
  }

  @Override
  public double correlation() {
    return correlation.orElseThrow();
  }

  @Override
  public RowCursor scan(PackedSchema schema) {
    meanwhile.run();
    scannedRows += rows.size();
    Slab slab = new Slab(schema, size(rows) + 1);
    asTheyLie().forEach(key -> append(slab, key));
    return new OneSlab(slab);
  }

  private void append(Slab slab, byte[] key) {
    byte[] row = rows.get(key);
    slab.append(row, 0, key.length, row.length);
  }

  /** Every tenth row is at the end, from the last to the first; or before all, in order. */
  private List<byte[]> asTheyLie() {
    List<byte[]> keys = new ArrayList<>(rows.keySet());
    ArrayDeque<byte[]> moved = new ArrayDeque<>();
    for (int i = keys.size() - 1; i >= 0; i -= 10) {
      if (thinRunFirst) {
        moved.addFirst(keys.remove(i));
      } else {
        moved.addLast(keys.remove(i));
      }
    }
    keys.addAll(thinRunFirst ? 0 : keys.size(), moved);
    return keys;
  }

  @Override
  public RowCursor open(PackedSchema schema) {
    meanwhile.run();
    wholeRows += rows.size();
    return cursor(schema, rows);
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public List<String> functions(PackedSchema schema) {
    return functions;
  }

  @Override
  public RowCursor digests(PackedSchema schema, String function, Order order) {
    meanwhile.run();
    digestRows += rows.size();
    PackedSchema digests = KeyDigests.schema(schema);
    Slab slab = new Slab(digests, size(rows) + 16 * rows.size() + 1);
    KeyDigests packer = new KeyDigests();
    List<byte[]> keys = order == Order.SORTED ? List.copyOf(rows.keySet()) : asTheyLie();
    keys.forEach(key -> packer.append(slab, key, 0, key.length, digest(rows.get(key))));
    return new OneSlab(slab);
  }

  private long digest(byte[] row) {
    return weaken.applyAsLong(RowDigest.of(row));
  }

  @Override
  public RowCursor open(PackedSchema schema, List<KeyRange> ranges) {
    meanwhile.run();
    opened.addAll(ranges);
    NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
    ranges.forEach(range -> found.putAll(in(range)));
    rangeRows += found.size();
    return cursor(schema, found);
  }

  @Override
  public RowCursor openKeys(PackedSchema schema, List<NativeKey> keys) {
    meanwhile.run();
    NavigableMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
    for (NativeKey key : keys) {
      byte[] packed = records.key(key);
      if (rows.containsKey(packed)) {
        found.put(packed, rows.get(packed));
      }
    }
    keyRows += found.size();
    return cursor(schema, found);
  }

  private static int size(NavigableMap<byte[], byte[]> some) {
    return some.values().stream().mapToInt(row -> row.length).sum();
  }

  private RowCursor cursor(PackedSchema schema, NavigableMap<byte[], byte[]> some) {
    Slab slab = new Slab(schema, size(some) + 1);
    some.forEach((key, row) -> slab.append(row, 0, key.length, row.length));
    return new OneSlab(slab);
  }

  NavigableMap<byte[], byte[]> in(KeyRange range) {
    NavigableMap<byte[], byte[]> found = rows;
    if (range.from().isPresent()) {
      found = found.tailMap(records.key(range.from().get()), true);
    }
    if (range.to().isPresent()) {
      byte[] to = records.key(range.to().get());
      boolean behindAll = found.isEmpty() || Arrays.compareUnsigned(to, found.firstKey()) <= 0;
      found = behindAll ? new TreeMap<>(Arrays::compareUnsigned) : found.headMap(to, false);
    }
    return found;
  }

  @Override
  public RangeDigester digester(PackedSchema schema, List<String> wanted) {
    String function = wanted.stream().filter(functions::contains).findFirst().orElseThrow();
    return new Digester(function);
  }

  /** Digests as a database would, counting rows. */
  private final class Digester implements RangeDigester {

    private final String function;

    Digester(String function) {
      this.function = function;
    }

    @Override
    public String function() {
      return function;
    }

    @Override
    public List<RangeDigest> digest(List<KeyRange> ranges, Duration within) {
      meanwhile.run();
      return ranges.stream().map(range -> sum(range, in(range))).toList();
    }

    @Override
    public List<List<RecordDigest>> records(List<KeyRange> ranges, Duration within) {
      meanwhile.run();
      RowReader reader = new RowReader(records.schema);
      List<List<RecordDigest>> lists = new ArrayList<>();
      for (KeyRange range : ranges) {
        List<RecordDigest> list = new ArrayList<>();
        in(range)
            .forEach(
                (key, row) ->
                    list.add(
                        new RecordDigest(
                            records.nativeKey(reader, key), MemorySide.this.digest(row))));
        lists.add(list);
      }
      return lists;
    }

    private RangeDigest sum(KeyRange range, NavigableMap<byte[], byte[]> some) {
      digestedRows += some.size();
      long sum = 0;
      for (byte[] row : some.values()) {
        sum += MemorySide.this.digest(row);
      }
      return new RangeDigest(range, some.size(), sum);
    }

    @Override
    public List<RangeDigest> cut(KeyRange range, int size, Duration within) {
      meanwhile.run();
      RowReader reader = new RowReader(records.schema);
      NavigableMap<byte[], byte[]> all = in(range);
      List<Optional<NativeKey>> borders = new ArrayList<>(List.of(range.from()));
      int place = 0;
      for (byte[] key : all.keySet()) {
        if (place > 0 && place % size == 0) {
          borders.add(Optional.of(records.nativeKey(reader, key)));
        }
        place++;
      }
      borders.add(lastRangeIsClosed ? borders.get(borders.size() - 1) : range.to());
      List<RangeDigest> digests = new ArrayList<>();
      for (int i = 1; i < borders.size(); i++) {
        KeyRange part = new KeyRange(borders.get(i - 1), borders.get(i));
        digests.add(sum(part, in(part)));
      }
      return digests;
    }
  }
}

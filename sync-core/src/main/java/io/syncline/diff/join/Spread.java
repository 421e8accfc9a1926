package io.syncline.diff.join;

import io.syncline.diff.Side;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sends rows to partitions. Where memory ends, the partition that holds most of it is written to
 * files; once all are, those of them whose last chunks are fullest.
 */
final class Spread {

  private static final Comparator<Partition> IN_MEMORY_THEN_LARGEST =
      Comparator.comparing(Partition::isSpilled).reversed().thenComparingLong(Partition::held);

  private final Work work;
  private final Router router;
  private final Partition[] partitions = new Partition[Router.WAYS];

  /**
   * @param level which bits would split each of the partitions further
   */
  Spread(Work work, Router router, int level) {
    this.work = work;
    this.router = router;
    Arrays.setAll(partitions, way -> new Partition(work, level));
  }

  void add(Side side, Walk rows) {
    while (rows.next()) {
      int way = router.partition(rows.bytes(), rows.from(), rows.keyEnd());
      Pile pile = partitions[way].pile(side);
      if (!pile.add(rows)) {
        pile.add(rows, chunk(rows.length()));
      }
    }
  }

  private Chunk chunk(int rowBytes) {
    while (true) {
      Optional<Chunk> chunk = work.memory().take(rowBytes);
      if (chunk.isPresent()) {
        return chunk.get();
      }
      Partition most = Arrays.stream(partitions).max(holdsMemory()).orElseThrow();
      if (most.held() == 0) {
        return work.memory().takeAnyway();
      }
      work.watch().check();
      most.spill();
    }
  }

  /** The greatest is the one to be spilled next. */
  private static Comparator<Partition> holdsMemory() {
    return Comparator.<Partition, Boolean>comparing(partition -> partition.held() > 0)
        .thenComparing(IN_MEMORY_THEN_LARGEST);
  }

  /** Those that have rows. Where all rows went the same way, digests will not split them. */
  List<Partition> partitions() {
    List<Partition> filled =
        Arrays.stream(partitions).filter(partition -> partition.rows() > 0).toList();
    if (filled.size() == 1) {
      filled.get(0).splitByKey();
    }
    return filled;
  }
}

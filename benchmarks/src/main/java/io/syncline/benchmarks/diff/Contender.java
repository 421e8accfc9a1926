package io.syncline.benchmarks.diff;

/**
 * All that is measured, by the names of its benchmarks: the one place that knows them. A benchmark
 * that is not named here is in the table of results, but in no goal and not in the chart.
 */
enum Contender {
  MISMATCH(
      "PackedBenchmark.mismatch", "Arrays.mismatch over both images", Kind.LIMIT, Work.TWO_SIDES),
  SORTED_OBJECTS(
      "SortedObjectsBenchmark.merge", "objects in key order, equals", Kind.LIMIT, Work.TWO_SIDES),

  PACKED("PackedBenchmark.merge", "Syncline, packed rows", Kind.OURS, Work.TWO_SIDES),
  OBJECTS("ObjectsBenchmark.diff", "Syncline, objects", Kind.OURS, Work.TWO_SIDES),
  UNSORTED("UnsortedBenchmark.memory", "Syncline, unsorted", Kind.OURS, Work.TWO_SIDES),
  SPILLED("UnsortedBenchmark.spill", "Syncline, unsorted, spilled", Kind.OURS, Work.TWO_SIDES),
  PACKED_THREE("PackedBenchmark.merge3", "Syncline, packed rows", Kind.OURS, Work.THREE_SIDES),
  ENCODE("PackedBenchmark.encode", "Syncline, packing one row", Kind.OURS, Work.OTHER),
  SKETCH("SketchBenchmark.reconcile", "Syncline, sketches", Kind.OURS, Work.OTHER),
  BUCKETS("BucketsBenchmark.compare", "Syncline, kept digests", Kind.OURS, Work.OTHER),

  MAPS("MapsBenchmark.diff", "HashMap of maps, by hand", Kind.PEER, Work.TWO_SIDES),
  GUAVA("GuavaBenchmark.customers", "Guava, map of objects", Kind.PEER, Work.TWO_SIDES),
  GUAVA_MAPS("GuavaBenchmark.maps", "Guava, map of maps", Kind.PEER, Work.TWO_SIDES),
  JACKSON("JsonBenchmark.jackson", "Jackson, JsonNode.equals", Kind.PEER, Work.TWO_SIDES),
  ZJSONPATCH("JsonBenchmark.zjsonpatch", "zjsonpatch", Kind.PEER, Work.TWO_SIDES),
  JAVERS("JaversBenchmark.collections", "Javers", Kind.PEER, Work.TWO_SIDES),
  THREE_MAPS("ThreeMapsBenchmark.merge", "maps, by hand", Kind.PEER, Work.THREE_SIDES);

  /** Whose it is. */
  enum Kind {
    LIMIT,
    OURS,
    PEER
  }

  /** What it does; only the same work is compared. */
  enum Work {
    TWO_SIDES,
    THREE_SIDES,
    OTHER
  }

  private final String benchmark;
  private final String title;
  private final Kind kind;
  private final Work work;

  Contender(String benchmark, String title, Kind kind, Work work) {
    this.benchmark = benchmark;
    this.title = title;
    this.kind = kind;
    this.work = work;
  }

  /** Class and method, without the package. */
  String benchmark() {
    return benchmark;
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  Work work() {
    return work;
  }
}

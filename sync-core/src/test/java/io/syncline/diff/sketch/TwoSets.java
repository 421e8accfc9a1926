package io.syncline.diff.sketch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Two random sets that share some items, drawn from a seed. */
record TwoSets(SketchSession session, Set<SketchItem> left, Set<SketchItem> right) {

  static TwoSets drawn(long seed, int itemLength, int shared, int onlyLeft, int onlyRight) {
    Random random = new Random(seed);
    Set<SketchItem> distinct = new TreeSet<>();
    while (distinct.size() < shared + onlyLeft + onlyRight) {
      byte[] item = new byte[itemLength];
      random.nextBytes(item);
      distinct.add(SketchItem.of(item));
    }
    List<SketchItem> items = new ArrayList<>(distinct);
    Collections.shuffle(items, random);
    Set<SketchItem> left = new TreeSet<>(items.subList(0, shared + onlyLeft));
    Set<SketchItem> right = new TreeSet<>(items.subList(0, shared));
    right.addAll(items.subList(shared + onlyLeft, items.size()));
    return new TwoSets(new SketchSession(itemLength, random.nextLong()), left, right);
  }

  /** What a correct decoder answers, found in the plain way. */
  SketchDifference difference() {
    List<SketchItem> onlyLeft = new ArrayList<>(left);
    onlyLeft.removeAll(right);
    List<SketchItem> onlyRight = new ArrayList<>(right);
    onlyRight.removeAll(left);
    return new SketchDifference(onlyLeft, onlyRight);
  }

  SketchEncoder encoder() {
    SketchEncoder encoder = new SketchEncoder(session);
    left.forEach(encoder::add);
    return encoder;
  }

  SketchDecoder decoder() {
    return decoder(SketchLimits.defaults());
  }

  SketchDecoder decoder(SketchLimits limits) {
    SketchDecoder decoder = new SketchDecoder(session, limits);
    right.forEach(decoder::add);
    return decoder;
  }

  /** A decoder that was fed until it wanted no more. */
  SketchDecoder run(int batch) {
    SketchEncoder encoder = encoder();
    SketchDecoder decoder = decoder();
    while (decoder.take(encoder.next(batch)) == SketchProgress.WANTING) {
      // feed on
    }
    return decoder;
  }
}

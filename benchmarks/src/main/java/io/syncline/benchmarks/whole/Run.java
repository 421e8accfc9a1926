package io.syncline.benchmarks.whole;

import java.util.Comparator;
import java.util.List;

/**
 * What one run of a job took.
 *
 * @param bytes that came over the wire
 * @param different rows; -1 where the job does not look for them
 */
record Run(double seconds, long bytes, long different, long heapMib) {

  static Run parse(String line) {
    String[] parts = line.substring(Runs.MARK.length()).split(" ", -1);
    return new Run(
        Double.parseDouble(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]));
  }

  static Run median(List<Run> runs) {
    return runs.stream()
        .sorted(Comparator.comparingDouble(Run::seconds))
        .toList()
        .get(runs.size() / 2);
  }
}

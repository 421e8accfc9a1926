package io.syncline.benchmarks.whole;

import io.syncline.benchmarks.Machine;

/**
 * Runs one job in a JVM of its own: a few times to warm up, then once per line that is printed:
 * seconds, bytes read over the wire, rows that differ, MiB of heap in use at most.
 */
public final class Runs {

  /** Begins each line that is meant for {@link Fork}. */
  static final String MARK = "run ";

  private Runs() {}

  /** Takes the job's name, the two databases, how often to warm up, and how often to run. */
  public static void main(String[] arguments) throws Exception {
    Job job = Contestant.valueOf(arguments[0]).job();
    Tables tables = Tables.of(arguments[1], arguments[2]);
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
      job.run(tables);
    }
    for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
      System.gc();
      Machine.forgetPeak();
      long wire = Wire.bytesRead();
      long begin = System.nanoTime();
      long different = job.run(tables);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long bytes = Wire.bytesRead() - wire;
      System.out.println(
          MARK + seconds + " " + bytes + " " + different + " " + Machine.peakHeapMib());
    }
  }
}

package io.syncline.benchmarks.whole;

/** One way to find what differs between two tables. */
interface Job {

  /** Runs it once; the number of rows that differ, or -1 where the job does not look for them. */
  long run(Tables tables) throws Exception;
}

package io.syncline.benchmarks;

/** What one work took once. */
record Measure(int rows, long nanos) {

  double seconds() {
    return nanos / 1e9;
  }
}

package io.syncline.benchmarks.http;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls to the service at {@value #URL}, each answered before the next of its caller. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class CallsBenchmark {

  /** The system property with the service's address. */
  static final String URL = "benchmark.url";

  static final String ADAPTER = "adapter";
  static final String BARE = "bare";

  private static final int FIELDS = 9;

  @Param({ADAPTER, BARE})
  String client = ADAPTER;

  private Calls calls = new BareCalls("");

  @Setup
  public void open() throws Exception {
    String url = System.getProperty(URL, "");
    calls = client.equals(ADAPTER) ? AdapterCalls.of(url) : new BareCalls(url);
    checked(FIELDS, calls.read());
    checked(FIELDS * Contacts.PAGE, calls.page());
    checked(FIELDS, calls.write());
  }

  private static void checked(int expected, int found) {
    if (found != expected) {
      throw new IllegalStateException("must be " + expected + ": fields=" + found);
    }
  }

  @TearDown
  public void close() throws Exception {
    calls.close();
  }

  @Benchmark
  public int read() throws Exception {
    return calls.read();
  }

  @Benchmark
  public int page() throws Exception {
    return calls.page();
  }

  @Benchmark
  public int write() throws Exception {
    return calls.write();
  }
}

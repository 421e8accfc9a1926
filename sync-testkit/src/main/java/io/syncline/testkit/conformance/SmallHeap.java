package io.syncline.testkit.conformance;

import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.Settings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/**
 * A process with little memory that opens an adapter by its settings and reads a dataset to its
 * end: it follows the feed from a cursor, or lists all. What it is to read comes on standard input,
 * as {@link SmallHeapOrder} writes it; how many records it saw goes to standard output.
 */
final class SmallHeap {

  /** What the line begins with that tells the number. */
  static final String RECORDS = "records=";

  private static final int PAGE = 1_000;

  /** Of a call's time: what all records may take, as the rule is of memory and not of speed. */
  private static final int MOST_CALLS = 40;

  private SmallHeap() {}

  public static void main(String[] arguments) throws IOException {
    SmallHeapOrder order =
        SmallHeapOrder.read(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Adapter adapter =
        provider(order.type()).open(Settings.of(order.settings()), lent(order))) {
      System.out.println(RECORDS + count(adapter.dataset(order.dataset()), order));
    }
  }

  private static AdapterProvider provider(String type) {
    return ServiceLoader.load(AdapterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.type().equals(type))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be found: type=" + type));
  }

  private static AdapterContext lent(SmallHeapOrder order) {
    Map<String, String> secrets = order.secrets();
    return new AdapterContext() {
      @Override
      public InstantSource clock() {
        return SystemClock.get();
      }

      @Override
      public Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
      }

      @Override
      public Optional<DataSource> dataSource(String name) {
        return Optional.empty();
      }
    };
  }

  private static long count(Dataset dataset, SmallHeapOrder order) {
    Limits limits = new Limits(PAGE, order.call());
    return order.from().isPresent()
        ? followed(dataset.changeFeed().orElseThrow(), order, limits)
        : listed(dataset.scanner().orElseThrow(), limits);
  }

  private static long listed(Scanner scanner, Limits limits) {
    ScanPage page = scanner.start(limits);
    long count = page.entries().size();
    while (page.next().isPresent()) {
      page = scanner.resume(page.next().get(), limits);
      count += page.entries().size();
    }
    return count;
  }

  /** Until all are told, or nothing more is for as long as the suite has patience. */
  private static long followed(ChangeFeed feed, SmallHeapOrder order, Limits limits) {
    long[] count = {0};
    Cursor[] at = {order.from().orElseThrow()};
    Duration patience = order.call().multipliedBy(MOST_CALLS);
    Awaitility.await()
        .atMost(patience)
        .until(
            () -> {
              for (boolean more = true; more; ) {
                ChangePage page = feed.poll(at[0], limits);
                count[0] += page.changes().size();
                at[0] = page.next();
                more = page.more();
              }
              return count[0] >= order.records();
            });
    return count[0];
  }
}

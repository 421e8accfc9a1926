package io.syncline.jdbc;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ChangePage;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import java.time.Duration;
import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A program that reads a slot to its end, and says how many changes there were. */
final class SmallReader {

  private static final Limits LIMITS = new Limits(5_000, Duration.ofMinutes(5));

  private SmallReader() {}

  /**
   * Reads all that the slot of a table has.
   *
   * @param arguments URL, user and password of the database, and the table
   */
  public static void main(String[] arguments) {
    JdbcAdapterSource source =
        JdbcAdapter.on(source(arguments, false)).logConnections(source(arguments, true));
    try (Adapter adapter = source.open(AdapterContext.of(InstantSource.system()))) {
      DatasetSpec spec = DatasetSpec.of(arguments[3]).withOptions(LogFeed.log().options());
      Dataset dataset = adapter.dataset(spec);
      ChangeFeed feed = dataset.changeFeed().orElseThrow();
      Cursor cursor = feed.earliest();
      long changes = 0;
      ChangePage page;
      do {
        page = feed.poll(cursor, LIMITS);
        changes += page.changes().size();
        cursor = page.next();
      } while (page.more());
      System.out.println(changes);
    }
  }

  private static PGSimpleDataSource source(String[] arguments, boolean streaming) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(arguments[0]);
    source.setUser(arguments[1]);
    source.setPassword(arguments[2]);
    if (streaming) {
      source.setReplication("database");
      source.setAssumeMinServerVersion("13");
      source.setPreferQueryMode(PreferQueryMode.SIMPLE);
    }
    return source;
  }
}

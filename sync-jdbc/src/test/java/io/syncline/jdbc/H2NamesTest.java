package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.versionOf;
import static io.syncline.jdbc.Fixture.write;
import static io.syncline.jdbc.PollingFeed.polling;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.H2Fixture.Names;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import io.syncline.spi.WriteOutcome;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases that keep names in one case, and such that tell cases apart. */
class H2NamesTest {

  private static final String TABLE =
      "create table customer (id int primary key, name varchar,"
          + " updated_at timestamp(9) with time zone default current_timestamp(9) not null)";

  @ParameterizedTest
  @EnumSource
  void tablesAreFoundAndDescribed(Names names) {
    try (H2Fixture fixture = new H2Fixture(names, TABLE)) {
      String name = names.kept("customer");

      assertThat(fixture.open(JdbcAdapter.on(fixture.pool)).datasets(Fixture.LIMIT))
          .containsExactly((names == Names.LOWER ? "public." : "PUBLIC.") + name);
      assertThat(
              fixture.dataset(name).schemaReader().orElseThrow().describe(Fixture.LIMIT).toString())
          .contains(names.kept("id"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreWrittenReadAndPolled(Names names) {
    try (H2Fixture fixture = new H2Fixture(names, TABLE)) {
      Dataset customers = fixture.polled(names.kept("customer"), polling(names.kept("updated_at")));
      ChangeFeed feed = customers.changeFeed().orElseThrow();
      Cursor cursor = feed.latest();
      Map<String, ?> named = Map.of(names.kept("name"), "a");

      assertThat(write(customers, creation("w1", "1", named)).get(0))
          .isInstanceOf(WriteOutcome.Applied.class);

      assertThat(read(customers, "1").row().get(names.kept("name"))).contains(Value.of("a"));
      assertThat(Fixture.drain(feed, cursor, 5).keys()).containsExactly("1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void digestsAreVersions(Names names) {
    try (H2Fixture fixture = new H2Fixture(names, TABLE)) {
      Dataset customers =
          fixture
              .open(JdbcAdapter.on(fixture.pool))
              .dataset(
                  DatasetSpec.of(names.kept("customer"))
                      .withOptions(DigestFeed.digest().options()));
      String field = names.kept("name");
      write(customers, creation("w1", "1", Map.of(field, "a")));

      assertThat(
              write(customers, update("w2", "1", versionOf(customers, "1"), Map.of(field, "b")))
                  .get(0))
          .isInstanceOf(WriteOutcome.Applied.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rightsAreSeen(Names names) {
    try (H2Fixture fixture = new H2Fixture(names, TABLE)) {
      fixture.run("create user reader password 'r'", "grant select on customer to reader");
      Settings settings =
          Settings.of(Map.of("url", fixture.url, "user", "reader", "password", "r"));
      Adapter reading = fixture.open(context -> new JdbcAdapterProvider().open(settings, context));
      reading.dataset(DatasetSpec.of(names.kept("customer")));

      assertThat(reading.probe(Adapter.Probe.DEEP, Fixture.LIMIT).toString())
          .contains("INSERT")
          .contains("UPDATE")
          .doesNotContain("SELECT");
    }
  }
}

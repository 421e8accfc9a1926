package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.again;
import static io.syncline.jdbc.Fixture.createUnkeyed;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.Settings;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.testkit.wire.Direction;
import io.syncline.testkit.wire.WireFault;
import io.syncline.testkit.wire.WireProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the adapter makes of a wire that breaks between it and the server, which is PostgreSQL. */
class WireFaultsTest {

  private static final int ROWS = 500;

  private final Fixture fixture = database();
  private WireProxy wire;
  private Dataset tickets;

  Fixture database() {
    return new Fixture();
  }

  /** Of the URL, such that commits are sent in words each time. */
  String parameters() {
    return "prepareThreshold=0";
  }

  /** The type of a key that the database gives. */
  String numbered() {
    return "bigserial";
  }

  @BeforeEach
  void open() {
    URI server = URI.create(fixture.database.jdbcUrl().substring("jdbc:".length()));
    wire = WireProxy.to(server.getHost(), server.getPort());
    String url =
        fixture
            .database
            .jdbcUrl()
            .replace(server.getHost() + ":" + server.getPort(), wire.host() + ":" + wire.port());
    Settings settings =
        Settings.of(
            Map.of(
                "url",
                url + (url.contains("?") ? "&" : "?") + parameters(),
                "user",
                fixture.database.user(),
                "password",
                fixture.database.password(),
                "connectWithin",
                "PT5S"));
    fixture.run("create table ticket (id " + numbered() + " primary key, title text)");
    tickets =
        fixture
            .open(context -> new JdbcAdapterProvider().open(settings, context))
            .dataset(DatasetSpec.of("ticket"));
    write(tickets, createUnkeyed("w0", Map.of("title", "first")));
  }

  @AfterEach
  void close() {
    wire.close();
    fixture.close();
  }

  private String count() {
    return fixture.ask("select count(*) from ticket");
  }

  private PointRead read(Duration within) {
    return tickets.pointReader().orElseThrow().read(List.of(NativeKey.of("1")), within).get(0);
  }

  private static Write[] creates() {
    List<Write> creates = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      creates.add(createUnkeyed("w" + i, Map.of("title", "a title of ticket " + i)));
    }
    return creates.toArray(Write[]::new);
  }

  @Test
  void aCommitWhoseAnswerIsCutIsUnknownAndItsRepeatHasOneEffect() {
    Write create = createUnkeyed("w1", Map.of("title", "second"));
    wire.next(WireFault.cutAnswer("insert into", "COMMIT"));

    assertThat(write(tickets, create).get(0)).isInstanceOf(WriteOutcome.Unknown.class);

    assertThat(count()).isEqualTo("2");
    assertThat(write(tickets, again(create)).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void aCommitThatNeverArrivesIsUnknownAndItsRepeatIsDone() {
    Write create = createUnkeyed("w1", Map.of("title", "second"));
    wire.next(WireFault.reset(Direction.REQUEST, 0).onceSent("insert into", "syncline_write"));

    assertThat(write(tickets, create).get(0)).isInstanceOf(WriteOutcome.Unknown.class);

    assertThat(count()).isEqualTo("1");
    assertThat(write(tickets, again(create)).get(0)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(count()).isEqualTo("2");
  }

  @Test
  void aResetAmidABatchIsUnavailableAndLeavesNothing() {
    wire.next(WireFault.reset(Direction.REQUEST, 4_000).onceSent("insert into"));

    assertThat(write(tickets, creates()))
        .hasSize(ROWS)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Unavailable.class));

    assertThat(count()).isEqualTo("1");
    assertThat(write(tickets, creates()))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class));
    assertThat(count()).isEqualTo("" + (ROWS + 1));
  }

  @Test
  void aReadThatGetsNoAnswerEndsAtItsDeadline() {
    wire.every(WireFault.stall(Direction.ANSWER, 0));
    long begun = System.nanoTime();

    assertThatThrownBy(() -> read(Duration.ofMillis(500)))
        .isInstanceOf(AdapterException.DeadlineExceeded.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    wire.calm();
    assertThat(read(Fixture.LIMIT)).isInstanceOf(PointRead.Found.class);
  }

  /** A length that was spoilt may ask to wait for what never comes. */
  @Test
  void spoiltAnswersAreNoRecords() {
    wire.next(WireFault.spoil(Direction.ANSWER, 0, 4711));

    assertThatThrownBy(() -> read(Fixture.LIMIT))
        .isInstanceOfAny(
            AdapterException.Unreachable.class, AdapterException.DeadlineExceeded.class);

    assertThat(read(Fixture.LIMIT)).isInstanceOf(PointRead.Found.class);
  }

  @Test
  void halfAnAnswerIsNoRecord() {
    wire.next(WireFault.end(Direction.ANSWER, 20));

    assertThatThrownBy(() -> read(Fixture.LIMIT)).isInstanceOf(AdapterException.Unreachable.class);

    assertThat(read(Fixture.LIMIT)).isInstanceOf(PointRead.Found.class);
  }

  @Test
  void aSlowWireIsNoFailure() {
    wire.every(WireFault.drip(Direction.ANSWER, 64, Duration.ofMillis(1)));

    assertThat(read(Fixture.LIMIT)).isInstanceOf(PointRead.Found.class);
  }
}

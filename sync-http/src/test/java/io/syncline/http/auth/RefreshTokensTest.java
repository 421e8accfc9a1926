package io.syncline.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.syncline.http.HttpAdapter;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Limits;
import io.syncline.spi.SecretsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A refresh token that is good once is never lost, and never shown twice. */
class RefreshTokensTest {

  private static final Limits LIMITS = new Limits(100, Duration.ofSeconds(20));
  private static final String SECRET = "a secret/of the+client:4711";
  private static final String ROTATING =
      "grant: refresh_token, token: /token, id: \"hub:1\", secret: \"${secret.crm}\","
          + " refresh: \"${secret.refresh}\"";

  private final RefreshServer server = new RefreshServer();
  private final Host host = new Host();
  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    server.close();
  }

  @Test
  void aNewRefreshTokenIsKeptBeforeTheTokenIsUsed() {
    List<String> kept = new CopyOnWriteArrayList<>();
    server.beforeServing(
        newest -> kept.add(newest.equals(host.secrets.get("refresh")) ? "kept" : "lost"));
    Dataset contacts = contacts(ROTATING);

    for (int round = 1; round <= 3; round++) {
      list(contacts);
      server.expire();
    }

    assertThat(kept).containsExactly("kept", "kept", "kept");
    assertThat(server.asked())
        .extracting(form -> form.get("refresh_token"))
        .containsExactly(
            RefreshServer.FIRST, "refresh-1-of-the-crm-4711", "refresh-2-of-the-crm-4711");
    assertThat(host.secrets).containsEntry("refresh", "refresh-3-of-the-crm-4711");
  }

  @Test
  void idAndSecretAreEncodedBeforeTheyAreJoined() {
    list(contacts(ROTATING));

    String pair = "hub%3A1:a+secret%2Fof+the%2Bclient%3A4711";
    assertThat(server.authorizations())
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aClientWithoutASecretNamesItself() {
    list(
        contacts(
            "grant: refresh_token, token: /token, id: hub, refresh: \"${secret.refresh}\","
                + " scope: \"read write\""));

    assertThat(server.authorizations()).containsExactly("");
    assertThat(server.asked())
        .containsExactly(
            Map.of(
                "grant_type", "refresh_token",
                "client_id", "hub",
                "scope", "read write",
                "refresh_token", RefreshServer.FIRST));
  }

  @Test
  void aTokenIsRefreshedShortlyBeforeItsEnd() {
    Dataset contacts = contacts(ROTATING);
    list(contacts);
    list(contacts);
    assertThat(server.given()).isEqualTo(1);

    host.now = host.now.plusSeconds(RefreshServer.LIFE_SECONDS - 30);
    list(contacts);

    assertThat(server.given()).as("before the old one ends").isEqualTo(2);
  }

  @Test
  void manyCallsAtOnceShowARefreshTokenOnce() throws Exception {
    Dataset contacts = contacts(ROTATING);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    opened.add(threads::shutdownNow);

    for (int round = 1; round <= 5; round++) {
      List<Future<?>> listed = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> listed.add(threads.submit(() -> list(contacts))));
      for (Future<?> each : listed) {
        each.get();
      }
      assertThat(server.given()).isEqualTo(round);
      server.expire();
    }

    assertThat(server.isStolen()).isFalse();
    assertThat(server.served()).isEqualTo(40);
  }

  @Test
  void afterACrashBetweenKeepingAndUseTheNewestIsShown() {
    list(contacts(ROTATING));

    list(contacts(ROTATING));

    assertThat(server.asked().get(1)).containsEntry("refresh_token", "refresh-1-of-the-crm-4711");
    assertThat(server.isStolen()).isFalse();
  }

  @Test
  void afterACrashBeforeKeepingTheOldOneIsShownAndMayBeGood() {
    server.takeOldOnes();
    crashBeforeKeeping();

    list(contacts(ROTATING));

    assertThat(server.asked())
        .extracting(form -> form.get("refresh_token"))
        .containsExactly(RefreshServer.FIRST, RefreshServer.FIRST);
    assertThat(host.secrets).containsEntry("refresh", server.newest());
  }

  @Test
  void afterACrashBeforeKeepingTheServiceMaySayThatTheOldOneEnded() {
    crashBeforeKeeping();

    assertThatThrownBy(() -> list(contacts(ROTATING)))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage(
            "GET /contacts had no answer: no token: POST /token answered 400 invalid_grant"
                + " *** is not good");
    assertThat(server.served()).isZero();
  }

  /** The host dies as it is about to keep what the service gave. */
  private void crashBeforeKeeping() {
    host.failures.set(1);
    assertThatThrownBy(() -> list(contacts(ROTATING))).isInstanceOf(AdapterException.class);
    assertThat(server.given()).isEqualTo(1);
    assertThat(host.secrets).containsEntry("refresh", RefreshServer.FIRST);
  }

  @Test
  void whatTheHostCouldNotKeepIsKeptBeforeAnythingElse() {
    Dataset contacts = contacts(ROTATING);
    host.failures.set(2);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> list(contacts))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessage(
              "GET /contacts had no answer: no token: the host did not keep the new refresh token:"
                  + " secret=refresh, IllegalStateException");
    }
    assertThat(server.served()).as("the token is not used").isZero();
    list(contacts);

    assertThat(host.written)
        .containsExactly(
            "refresh-1-of-the-crm-4711", "refresh-1-of-the-crm-4711",
            "refresh-1-of-the-crm-4711", "refresh-2-of-the-crm-4711");
    assertThat(server.isStolen()).isFalse();
  }

  @Test
  void aHostWhoseLookUpsDoNotGiveWhatItKeepsIsToldSo() {
    Dataset contacts = contacts(ROTATING);
    host.forgets = true;

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> list(contacts))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageEndingWith("secret=refresh, its secrets still have the old one");
    }

    assertThat(server.asked()).as("the old one is not shown again").hasSize(1);
  }

  @Test
  void aRefreshThatIsRefusedFailsTheCallWithTheServicesWord() {
    Dataset contacts = contacts(ROTATING);
    list(contacts);
    server.expire();
    server.end();

    assertThatThrownBy(() -> list(contacts))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage(
            "GET /contacts had no answer: no token: POST /token answered 400 invalid_grant"
                + " *** is not good");
    assertThat(host.written).hasSize(1);
  }

  @Test
  void whatAnotherProcessKeptMeanwhileIsTriedOnce() {
    Dataset contacts = contacts(ROTATING);
    host.secrets.put("refresh", "one-that-is-no-good");
    server.onNextAsk(() -> host.secrets.put("refresh", server.replaceByAnother()));

    list(contacts);

    assertThat(server.asked()).hasSize(2);
    assertThat(host.secrets).containsEntry("refresh", server.newest());
  }

  @Test
  void aHostThatCannotKeepSecretsIsRefusedWhereTheyRotate() {
    String rule =
        "connection.auth.oauth2.rotates: must be false, unless the host keeps the secret and has a"
            + " secretsWriter for it: secret=refresh";

    assertThatThrownBy(() -> contacts(ROTATING, source -> source.secret("refresh", "given here")))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(rule);
    host.writes = false;
    assertThatThrownBy(() -> contacts(ROTATING))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessageContaining(rule);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aRefreshTokenThatStaysNeedsNobodyToKeepIt() {
    host.writes = false;
    server.neverRotate();
    Dataset contacts = contacts(ROTATING + ", rotates: false");

    list(contacts);
    server.expire();
    list(contacts);

    assertThat(server.asked())
        .extracting(form -> form.get("refresh_token"))
        .containsExactly(RefreshServer.FIRST, RefreshServer.FIRST);
  }

  @Test
  void aServiceThatReplacesWhatWasToStayIsToldAtOnce() {
    host.writes = false;

    assertThatThrownBy(() -> list(contacts(ROTATING + ", rotates: false")))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessageEndingWith(
            "no token: the service gave a new refresh token, which rotates: false says it does not:"
                + " secret=refresh");
    assertThat(server.served()).isZero();
  }

  @Test
  void closingWaitsForARefreshThatIsUnderWay() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    server.hold(answer);
    Adapter adapter = open(ROTATING, source -> source);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    opened.add(threads::shutdownNow);
    Dataset contacts = adapter.dataset(DatasetSpec.of("contacts"));
    threads.execute(() -> listQuietly(contacts));
    await().until(() -> server.asked().size() == 1);

    Future<?> closed = threads.submit(() -> adapter.close(Duration.ofSeconds(40)));
    answer.countDown();
    closed.get();

    assertThat(host.secrets).containsEntry("refresh", "refresh-1-of-the-crm-4711");
  }

  /** Has secrets, and keeps them unless it was told not to. */
  private static final class Host implements AdapterContext {

    private final Map<String, String> secrets =
        new ConcurrentHashMap<>(Map.of("crm", SECRET, "refresh", RefreshServer.FIRST));
    private final List<String> written = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private volatile boolean writes = true;
    private volatile boolean forgets;
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public InstantSource clock() {
      return () -> now;
    }

    @Override
    public Optional<String> secret(String name) {
      return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Optional<SecretsWriter> secretsWriter() {
      return writes ? Optional.of(this::keep) : Optional.empty();
    }

    private void keep(String name, String value) {
      written.add(value);
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("no room for " + value);
      }
      if (!forgets) {
        secrets.put(name, value);
      }
    }

    @Override
    public Optional<DataSource> dataSource(String name) {
      return Optional.empty();
    }
  }

  private Dataset contacts(String oauth2) {
    return contacts(oauth2, source -> source);
  }

  private Dataset contacts(String oauth2, UnaryOperator<HttpAdapter> more) {
    return open(oauth2, more).dataset(DatasetSpec.of("contacts"));
  }

  private Adapter open(String oauth2, UnaryOperator<HttpAdapter> more) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: %s
          auth: { oauth2: { %s } }
        datasets:
          contacts:
            key: [id]
            scan: { call: "GET /contacts", records: /items }
        """
            .formatted(server.url(), oauth2);
    try {
      Path file = Files.writeString(folder.resolve("crm.yaml"), manifest);
      Adapter adapter = more.apply(HttpAdapter.manifest(file)).open(host);
      opened.add(adapter);
      return adapter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void listQuietly(Dataset dataset) {
    try {
      list(dataset);
    } catch (AdapterException.Cancelled e) {
      // it was closed
    }
  }

  private static int list(Dataset dataset) {
    return dataset.scanner().orElseThrow().start(LIMITS).entries().size();
  }
}

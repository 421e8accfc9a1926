package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Change;
import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import io.syncline.testkit.conformance.Abilities.Caller;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.CallWatch;
import io.syncline.testkit.fixture.FaultyAdapter;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What a system sends by itself. */
final class InboundRules {

  /** So many bits of a body are flipped, one at a time. */
  private static final int FLIPS = 64;

  private InboundRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.optional(
            "IN-01",
            "a valid signature passes; one flipped bit, a wrong secret, a missing header fail"
                + " alike",
            InboundRules::tellsTheGenuine),
        Rule.optional(
            "IN-02",
            "old and future stamps are refused; two secrets during rotation pass",
            InboundRules::tellsTheTime),
        Rule.optional("IN-03", "one delivery twice is one event", InboundRules::takesOnce),
        Rule.optional(
            "IN-04",
            "a stale payload does not overwrite newer state",
            InboundRules::believesNoPayload),
        Rule.optional(
            "IN-05",
            "handshakes are answered; oversized, truncated or non-UTF-8 bodies are refused"
                + " cleanly",
            InboundRules::refusesCleanly));
  }

  private static InboundReceiver receiver(Bench bench) {
    return Skipped.unlessHad(bench.dataset().inboundReceiver(), "inbound receiver");
  }

  private static Caller caller(Bench bench) {
    receiver(bench);
    return Skipped.unlessHad(bench.can().caller(), "caller that the subject plays");
  }

  private static Instant now(Bench bench) {
    return bench.subject().context().clock().instant();
  }

  private static void tellsTheGenuine(Bench bench) {
    Caller caller = caller(bench);
    InboundReceiver receiver = receiver(bench);
    NativeKey key = bench.created();
    InboundRequest genuine = caller.signed(caller.body(key), now(bench));

    Received taken = receiver.receive(genuine);

    assertThat(taken.response().isGood()).as("a genuine request must be taken").isTrue();
    assertThat(taken.changes().stream().map(Change::key))
        .as("a genuine request must name its record")
        .containsExactly(key);
    InboundResponse refusal =
        refused(receiver, caller.forged(caller.body(key), now(bench)), "a wrong secret");
    int step = Math.max(1, genuine.body().length / FLIPS);
    for (int at = 0; at < genuine.body().length; at += step) {
      byte[] flipped = genuine.body().clone();
      flipped[at] ^= 1;
      assertThat(refused(receiver, with(genuine, flipped), "a flipped bit at byte " + at))
          .as("all forged requests must be answered alike")
          .isEqualTo(refusal);
    }
    boolean missed = false;
    for (String header : genuine.headers().keySet()) {
      Map<String, List<String>> rest = new HashMap<>(genuine.headers());
      rest.remove(header);
      Received received = receiver.receive(with(genuine, rest));
      missed |= !received.response().isGood();
      assertThat(received.response())
          .as("without the header %s it must be taken, or refused as all that is forged", header)
          .isIn(taken.response(), refusal);
    }
    assertThat(missed).as("there must be a header that no request may lack").isTrue();
  }

  private static InboundResponse refused(
      InboundReceiver receiver, InboundRequest request, String why) {
    Received received = receiver.receive(request);
    assertThat(received.response().isGood()).as("%s must be refused", why).isFalse();
    assertThat(received.changes()).as("%s must change nothing", why).isEmpty();
    return received.response();
  }

  private static void tellsTheTime(Bench bench) {
    Caller caller = caller(bench);
    InboundReceiver receiver = receiver(bench);
    byte[] body = caller.body(bench.created());
    Instant now = now(bench);
    if (caller.isTimed()) {
      InboundRequest old = caller.signed(body, now.minus(receiver.replayWindow()));
      InboundRequest future = caller.signed(body, now.plus(receiver.replayWindow()));
      refused(receiver, old, "a stamp whose id is not remembered any more");
      refused(receiver, future, "a stamp of the future");
    } else {
      bench.untried("stamps, which its requests do not have");
    }
    caller
        .signedByOther(body, now)
        .ifPresentOrElse(
            other ->
                assertThat(receiver.receive(other).response().isGood())
                    .as("while a secret is changed for another, both must pass")
                    .isTrue(),
            () -> bench.untried("two secrets"));
  }

  /** As far as a hub notices: the record is read once. */
  private static void takesOnce(Bench bench) {
    Caller caller = caller(bench);
    NativeKey key = bench.created();
    InboundRequest delivery = caller.signed(caller.body(key), now(bench));
    AtomicInteger reads = new AtomicInteger();
    FaultyAdapter counted =
        FaultyAdapter.around(bench.subject().adapter(), bench.subject().context().clock());
    counted
        .faults(bench.subject().dataset().name())
        .watch(
            new CallWatch() {
              @Override
              public void before(Call call) {
                if (call == Call.READ) {
                  reads.incrementAndGet();
                }
              }
            });
    try (PairedHub hub = new PairedHub(bench, counted)) {
      hub.settle();
      InboundHandler handler = hub.inbound();
      int before = reads.get();
      taken(handler, delivery);
      hub.look();
      assertThat(reads.get()).as("what is named must be read").isGreaterThan(before);

      int once = reads.get();
      taken(handler, delivery);
      hub.look();
      assertThat(reads.get())
          .as("a delivery that comes again must say nothing new")
          .isEqualTo(once);

      taken(handler, caller.signed(caller.body(key), now(bench)));
      hub.look();
      assertThat(reads.get()).as("another delivery must be heard").isGreaterThan(once);
    }
  }

  private static void taken(InboundHandler handler, InboundRequest request) {
    assertThat(handler.handle(request).isGood()).as("a genuine delivery must be taken").isTrue();
  }

  private static void believesNoPayload(Bench bench) {
    Caller caller = caller(bench);
    NativeKey key = bench.created();
    byte[] stale = caller.body(key);
    try (PairedHub hub = new PairedHub(bench, bench.subject().adapter())) {
      hub.settle();
      Row edit = bench.edit();
      bench.behind().change(key, edit);
      hub.settle();

      taken(hub.inbound(), caller.signed(stale, now(bench)));
      hub.look();

      assertThat(hub.table().all().values())
          .as("what a delivery shows must not take the place of what the record is")
          .anySatisfy(row -> assertThat(row.only(edit.names())).isEqualTo(edit));
      Bench.assertShows(bench.raw(key), edit, "a delivery must change nothing at its system");
    }
  }

  private static void refusesCleanly(Bench bench) {
    Caller caller = caller(bench);
    InboundReceiver receiver = receiver(bench);
    byte[] body = caller.body(bench.created());
    Instant now = now(bench);
    byte[] cut = Arrays.copyOf(body, body.length / 2);
    byte[] foreign = body.clone();
    foreign[body.length / 2] = (byte) 0xFF;
    refused(receiver, caller.signed(cut, now), "a body that was cut off");
    refused(receiver, caller.signed(foreign, now), "a body that is not UTF-8");
    refused(receiver, caller.signed(new byte[0], now), "an empty body");
    try (PairedHub hub = new PairedHub(bench, bench.subject().adapter())) {
      byte[] large = new byte[receiver.maxBodyBytes() + 1];
      assertThat(hub.inbound().handle(caller.signed(large, now)))
          .as("a body that is too large must be refused")
          .isEqualTo(InboundResponse.TOO_LARGE);
    }
    caller
        .handshake()
        .ifPresentOrElse(
            asked -> {
              Received answered = receiver.receive(asked.request());
              assertThat(answered.response().isGood()).as("a handshake must be answered").isTrue();
              assertThat(answered.response().text())
                  .as("a handshake must be answered as asked")
                  .isEqualTo(asked.answer());
              assertThat(answered.changes()).as("a handshake changes nothing").isEmpty();
              assertThat(receiver.methods())
                  .as("the method of handshakes must be taken")
                  .contains(asked.request().method());
            },
            () -> bench.untried("handshakes, which its system does not ask for"));
  }

  private static InboundRequest with(InboundRequest request, byte[] body) {
    return new InboundRequest(
        request.method(), request.path(), request.query(), request.headers(), body);
  }

  private static InboundRequest with(InboundRequest request, Map<String, List<String>> headers) {
    return new InboundRequest(
        request.method(), request.path(), request.query(), headers, request.body());
  }
}

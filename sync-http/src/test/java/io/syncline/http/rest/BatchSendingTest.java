package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchSendingTest {

  private final Crm crm = Crm.start();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void aMixedBatchIsOneRequestAndFailsWriteByWrite() {
    crm.contacts().rule(FakeRule.maxLength("name", 5));
    FakeRecord good = crm.contacts().create(Map.of("name", "Ann"));
    FakeRecord stale = crm.contacts().create(Map.of("name", "Bea"));
    FakeRecord doomed = crm.contacts().create(Map.of("name", "Cleo"));

    List<WriteOutcome> outcomes =
        crm.write(
            List.of(
                Crm.create("w1", "Dora"),
                Crm.create("w2", "Esmeralda"),
                Crm.update("w3", good.id(), "Anna", good.etag()),
                Crm.update("w4", stale.id(), "Beat", "\"rev-0\""),
                Crm.update("w5", "1", "Nobod", "\"rev-0\""),
                Crm.delete("w6", doomed.id(), doomed.etag())));

    String dora = crm.contacts().snapshot().lastKey();
    FakeRecord changed = crm.contacts().find(good.id()).orElseThrow();
    Applied created = (Applied) outcomes.get(0);
    assertThat(created.key()).isEqualTo(NativeKey.of(dora));
    assertThat(created.shown()).isPresent();
    assertThat(outcomes.get(1))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "VALIDATION",
                "the record breaks a rule",
                List.of(new WriteOutcome.FieldError("name", "must be at most 5 characters"))));
    assertThat(((Applied) outcomes.get(2)).version()).contains(Version.opaque(changed.etag()));
    assertThat(outcomes.get(3)).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
    assertThat(outcomes.get(4)).isEqualTo(new WriteOutcome.Missing());
    assertThat(outcomes.get(5))
        .isEqualTo(new Applied(NativeKey.of(doomed.id()), Optional.empty(), Optional.empty()));
    assertThat(crm.saas.requests()).isEqualTo(1);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(3);
  }

  @Test
  void maxAndOneMoreAreTwoRequests() {
    List<WriteOutcome> outcomes = crm.write(creates(101));

    assertThat(outcomes).hasSize(101).allMatch(Applied.class::isInstance);
    assertThat(crm.saas.requests(FakeRequest.BATCH)).isEqualTo(2);
    assertThat(crm.contacts().size()).isEqualTo(101);
  }

  @Test
  void aLostAnswerIsUnknownForEveryWriteAndTheRepeatHasOneEffect() {
    crm.saas.faults().next(FakeFault.LOSE_ANSWER);
    List<Write> writes = creates(3);

    List<WriteOutcome> first = crm.write(writes);
    List<WriteOutcome> second = crm.write(writes.stream().map(Crm::repeated).toList());

    assertThat(first).hasSize(3).allMatch(WriteOutcome.Unknown.class::isInstance);
    assertThat(second).hasSize(3).allMatch(Applied.class::isInstance);
    assertThat(crm.contacts().size()).isEqualTo(3);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(3);
  }

  @Test
  void garbageInsteadOfResultsIsUnknown() {
    crm.saas.faults().next(FakeFault.GARBAGE);

    assertThat(crm.write(creates(2)))
        .containsOnly(new WriteOutcome.Unknown("answered without results"));
  }

  @Test
  void aThrottledBatchIsThrottledInEveryWrite() {
    crm.saas.rateLimit(1, Duration.ofSeconds(7));
    crm.write(creates(1));

    assertThat(crm.write(creates(2)))
        .containsOnly(new WriteOutcome.Throttled(crm.clock.instant().plusSeconds(7), "account"));
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }
}

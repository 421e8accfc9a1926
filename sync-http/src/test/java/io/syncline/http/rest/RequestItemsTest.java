package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.WriteOutcome.Applied;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose items are the single calls, against a service that takes both. */
class RequestItemsTest {

  private static final String BATCH =
      """
            batch:
              call: "POST /$batch"
              max: 100
              records: /requests
              requests: { reference: /id, method: /method, url: /url, headers: /headers, body: /body }
              result: { items: /responses, by: /id, status: /status, headers: /headers, body: /body }
      """;

  private final Crm crm = Crm.start(server -> server, manifest -> inRequests(manifest, BATCH));

  @AfterEach
  void close() {
    crm.close();
  }

  private static String inRequests(String manifest, String batch) {
    String single = Crm.withoutBatch(manifest);
    int at = single.indexOf("      create:");
    return single.substring(0, at) + batch + single.substring(at);
  }

  /** Whose writes come to all there is, over records that are there before. */
  static List<Write> allKinds(Crm crm) {
    crm.contacts().rule(FakeRule.maxLength("name", 5));
    FakeRecord good = crm.contacts().create(Map.of("name", "Ann"));
    FakeRecord stale = crm.contacts().create(Map.of("name", "Bea"));
    FakeRecord doomed = crm.contacts().create(Map.of("name", "Cleo"));
    FakeRecord denied = crm.contacts().create(Map.of("name", "Eva"));
    crm.contacts().unique("name");
    crm.contacts().deny(denied.id());
    return List.of(
        Crm.create("w1", "Dora"),
        Crm.create("w2", "Esmeralda"),
        Crm.create("w3", "Bea"),
        Crm.update("w4", good.id(), "Anna", good.etag()),
        Crm.update("w5", stale.id(), "Beat", "\"rev-0\""),
        Crm.update("w6", "1", "Nobod", "\"rev-0\""),
        Crm.update("w7", denied.id(), "Evi", denied.etag()),
        Crm.delete("w8", doomed.id(), doomed.etag()),
        Crm.repeated(Crm.delete("w9", "2", "\"rev-0\"")));
  }

  @Test
  void eachIsJudgedAsIfItHadBeenSentAlone() {
    List<WriteOutcome> outcomes = crm.write(allKinds(crm));

    List<WriteOutcome> alone = new ArrayList<>();
    try (Crm single = Crm.withoutBatch()) {
      allKinds(single).forEach(write -> alone.add(single.write(write)));
    }
    assertThat(outcomes).isEqualTo(alone);
    assertThat(outcomes)
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .containsExactly(
            "Applied",
            "Rejected",
            "Duplicate",
            "Applied",
            "Stale",
            "Missing",
            "Denied",
            "Applied",
            "Unchanged");
    assertThat(((Applied) outcomes.get(0)).shown()).isPresent();
    assertThat(((Applied) outcomes.get(3)).version()).isPresent();
    assertThat(crm.saas.requests()).isEqualTo(1);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void answersMayComeInAnyOrder(long seed) {
    crm.saas.answersInAnyOrder(seed);
    List<Write> writes = new ArrayList<>(creates(20));
    Collections.shuffle(writes, new Random(seed));

    List<WriteOutcome> outcomes = crm.write(writes);

    for (int i = 0; i < writes.size(); i++) {
      String id = ((Applied) outcomes.get(i)).key().toString();
      assertThat(crm.contacts().find(id).orElseThrow().fields().get("name"))
          .as("seed %d", seed)
          .isEqualTo("n" + writes.get(i).id().substring(1));
    }
  }

  @Test
  void maxAndOneMoreAreTwoRequests() {
    assertThat(crm.write(creates(101))).hasSize(101).allMatch(Applied.class::isInstance);
    assertThat(crm.saas.requests(FakeRequest.BATCH)).isEqualTo(2);
    assertThat(crm.saas.requests()).isEqualTo(2);
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
  void aThrottledItemIsThrottledForAsLongAsItsAnswerSaysAndTheOthersAreDone() {
    crm.saas.faults().next(FakeRequest.DELETE, FakeFault.TOO_MANY);
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        crm.write(
            List.of(
                Crm.create("w1", "Bea"),
                Crm.delete("w2", old.id(), old.etag()),
                Crm.create("w3", "Cleo")));

    assertThat(outcomes.get(0)).isInstanceOf(Applied.class);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new WriteOutcome.Throttled(crm.clock.instant().plus(Duration.ofHours(1)), "account"));
    assertThat(outcomes.get(2)).isInstanceOf(Applied.class);
    assertThat(crm.contacts().find(old.id()).orElseThrow().archived()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"LOSE_ANSWER, 2", "HANG_UP, 1"})
  void anItemThatTheAnswerDoesNotMentionIsUnknown(FakeFault fault, int effects) {
    crm.saas.faults().next(FakeRequest.UPDATE, fault);
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        crm.write(List.of(Crm.update("w1", old.id(), "Anna", old.etag()), Crm.create("w2", "Bea")));

    assertThat(outcomes.get(0))
        .isEqualTo(new WriteOutcome.Unknown("the answer does not mention the write"));
    assertThat(outcomes.get(1)).isInstanceOf(Applied.class);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(effects);
  }

  @Test
  void anItemThatBrokeIsUnknown() {
    crm.saas.faults().next(FakeRequest.CREATE, FakeFault.ERROR_AFTER_WORK);

    List<WriteOutcome> outcomes = crm.write(creates(2));

    assertThat(outcomes.get(0)).isEqualTo(new WriteOutcome.Unknown("BROKEN: something went wrong"));
    assertThat(outcomes.get(1)).isInstanceOf(Applied.class);
  }

  @Test
  void aThrottledBatchIsThrottledInEveryWrite() {
    crm.saas.faults().next(FakeRequest.BATCH, FakeFault.TOO_MANY);

    assertThat(crm.write(creates(2)))
        .containsOnly(
            new WriteOutcome.Throttled(crm.clock.instant().plus(Duration.ofHours(1)), "account"));
    assertThat(crm.contacts().size()).isZero();
  }

  @Test
  void garbageInsteadOfAnswersIsUnknown() {
    crm.saas.faults().next(FakeFault.GARBAGE);

    assertThat(crm.write(creates(2)))
        .containsOnly(new WriteOutcome.Unknown("answered without results"));
  }

  @Test
  void credentialsThatAreRefusedAmidABatchLeaveTheRestNotAttempted() {
    crm.saas.access().replaceTokenAfter(2, "another");

    List<WriteOutcome> outcomes = crm.write(creates(4));

    assertThat(outcomes.subList(0, 2)).allMatch(Applied.class::isInstance);
    assertThat(outcomes.subList(2, 4)).containsOnly(new WriteOutcome.NotAttempted());
    assertThatThrownBy(() -> crm.write(creates(4)))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage("POST /$batch UNAUTHORIZED: must have a valid token");
  }

  @Test
  void anItemIsTheSingleCallWithoutCredentials() {
    String service =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}/v1", auth: { bearer: "${secret.crm}" } }
        datasets:
          contacts:
            key: [id]
            version: { etag: header }
            write:
              create: { call: POST /contacts, idempotency: { header: Idempotency-Key, quoted: true }, record: /contact, answers: record }
              update: { call: "POST /contacts/{id}?notify=no", ifVersion: { header: If-Match, quoted: true },
                        body: { set: { name: "{record.name}" }, of: "{key.id}" } }
              delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
              batch:
                call: POST /batch
                headers: { Prefer: continue-on-error }
                body: { kind: all }
                records: /in/requests
                requests: { reference: /id, method: /method, url: /url, headers: /headers, body: /body, urlIs: whole }
                result: { items: /responses, by: /id, status: /status, headers: /headers, body: /body }
        """;
    String answer =
        """
        {"responses":[
          {"id":"w3","status":204},
          {"id":"w2","status":200,"headers":{"eTag":"b"},"body":{"id":"9"}},
          {"id":"w1","status":201,"headers":{"ETag":["a"]},"body":{"contact":{"id":7,"name":"Ann"}}}]}
        """;
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
      try (Adapter adapter = Crm.open(server.url(), example -> service, new Crm.Hand())) {
        List<WriteOutcome> outcomes =
            adapter
                .dataset(DatasetSpec.of("contacts"))
                .writer()
                .orElseThrow()
                .write(
                    List.of(
                        Crm.create("w1", "Ann"),
                        Crm.update("w2", "a b", "Bea", "x"),
                        Crm.delete("w3", "3", "\"y\"")),
                    Crm.PATIENCE);

        assertThat(outcomes)
            .extracting(outcome -> ((Applied) outcome).key())
            .containsExactly(NativeKey.of("7"), NativeKey.of("a b"), NativeKey.of("3"));
        assertThat(outcomes)
            .extracting(outcome -> ((Applied) outcome).version())
            .containsExactly(
                Optional.of(Version.opaque("a")),
                Optional.of(Version.opaque("b")),
                Optional.empty());
      }
      ScriptedServer.Asked asked = server.asked().get(0);
      assertThat(asked.path()).isEqualTo("/v1/batch");
      assertThat(asked.header("Prefer")).isEqualTo("continue-on-error");
      assertThat(asked.header("Authorization")).isEqualTo("Bearer " + Crm.TOKEN);
      String here = server.url() + "/v1";
      assertThat(asked.text())
          .isEqualTo(
              "{\"kind\":\"all\",\"in\":{\"requests\":["
                  + "{\"id\":\"w1\",\"method\":\"POST\",\"url\":\"%s/contacts\",".formatted(here)
                  + "\"headers\":{\"content-type\":\"application/json\","
                  + "\"idempotency-key\":\"\\\"w1\\\"\"},\"body\":{\"contact\":{\"name\":\"Ann\"}}},"
                  + "{\"id\":\"w2\",\"method\":\"POST\",\"url\":\"%s/contacts/a%%20b?notify=no\","
                      .formatted(here)
                  + "\"headers\":{\"content-type\":\"application/json\",\"if-match\":\"\\\"x\\\"\"},"
                  + "\"body\":{\"set\":{\"name\":\"Bea\"},\"of\":\"a b\"}},"
                  + "{\"id\":\"w3\",\"method\":\"DELETE\",\"url\":\"%s/contacts/3\","
                      .formatted(here)
                  + "\"headers\":{\"if-match\":\"\\\"y\\\"\"}}]}}");
    }
  }

  @Test
  void aLocationTellsTheWriteWhereOnlyOneIsOfItsRecord() {
    String service =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}" }
        datasets:
          contacts:
            key: [id]
            version: { field: /rev }
            write:
              update: { call: "PATCH /contacts/{id}", ifVersion: { header: If-Match } }
              delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
              batch: { call: POST /batch, records: /in,
                requests: { reference: /ref, method: /method, url: /url, body: /body, ifVersion: /version },
                result: { items: /out, by: /ref, status: /status, location: /at, version: /version } }
        """;
    String answer =
        """
        {"out":[{"at":"https://a.example/contacts/2","status":"200","version":"v2"},
                {"at":"https://a.example/contacts/1","status":"200","version":"v1"},
                {"at":"https://a.example/contacts/1","status":"204"}]}
        """;
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(200, Map.of(), answer.getBytes(StandardCharsets.UTF_8));
      try (Adapter adapter = Crm.open(server.url(), example -> service, new Crm.Hand())) {
        List<WriteOutcome> outcomes =
            adapter
                .dataset(DatasetSpec.of("contacts"))
                .writer()
                .orElseThrow()
                .write(
                    List.of(
                        Crm.update("w1", "1", "Ann", "x"),
                        Crm.delete("w2", "1", "y"),
                        Crm.update("w3", "2", "Bea", "z")),
                    Crm.PATIENCE);

        WriteOutcome unknown = new WriteOutcome.Unknown("the answer does not mention the write");
        assertThat(outcomes)
            .containsExactly(
                unknown,
                unknown,
                new Applied(
                    NativeKey.of("2"), Optional.of(Version.opaque("v2")), Optional.empty()));
        assertThat(server.asked().get(0).text())
            .contains("\"url\":\"/contacts/2\",\"version\":\"z\",\"body\":{\"name\":\"Bea\"}")
            .doesNotContain("if-match");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"path, /contacts/1", "relative, contacts/1", "rooted, /v1/contacts/1"})
  void addressesAreAsTheManifestSays(String form, String url) {
    String sent =
        sent("requests: { method: /method, url: /url, body: /body, urlIs: " + form + " }");

    assertThat(sent)
        .isEqualTo(
            "{\"requests\":[{\"method\":\"PATCH\",\"url\":\"%s\",\"body\":{\"name\":\"Ann\"}}]}"
                .formatted(url));
  }

  @Test
  void theTypeOfABodyMayBeInherited() {
    assertThat(
            sent(
                "requests: { method: /m, url: /u, body: /b, headers: /h, contentType: inherited }"))
        .isEqualTo(
            "{\"requests\":[{\"m\":\"PATCH\",\"u\":\"/contacts/1\",\"b\":{\"name\":\"Ann\"}}]}");
  }

  private static String sent(String requests) {
    String service =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}/v1" }
        datasets:
          contacts:
            key: [id]
            write:
              update: { call: "PATCH /contacts/{id}" }
              batch: { call: POST /batch, records: /requests, %s, result: { items: /a, status: /s } }
        """
            .formatted(requests);
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(200, Map.of(), "{\"a\":[{\"s\":200}]}".getBytes(StandardCharsets.UTF_8));
      try (Adapter adapter = Crm.open(server.url(), example -> service, new Crm.Hand())) {
        Write write = Crm.update("w1", "1", "Ann", "x");
        Write anyVersion =
            new Write(
                write.id(),
                write.kind(),
                write.key(),
                write.fields(),
                new Precondition.Exists(),
                false);
        assertThat(
                adapter
                    .dataset(DatasetSpec.of("contacts"))
                    .writer()
                    .orElseThrow()
                    .write(List.of(anyVersion), Crm.PATIENCE))
            .allMatch(Applied.class::isInstance);
      }
      return server.asked().get(0).text();
    }
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }
}

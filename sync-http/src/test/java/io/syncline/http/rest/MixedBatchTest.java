package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.conformance.MixedGateway;
import io.syncline.http.conformance.MixedGateway.Echo;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches whose parts are the single calls, against a service that takes them apart by itself. */
class MixedBatchTest {

  private final Crm crm = Crm.start();
  private final MixedGateway gateway = MixedGateway.start(crm.saas.url());
  private final List<Adapter> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Adapter::close);
    gateway.close();
    crm.close();
  }

  private List<WriteOutcome> write(String multipart, List<Write> writes) {
    String batch =
        """
              batch:
                call: "POST /$batch"
                headers: { Prefer: odata.continue-on-error }
                multipart: { %s }
        """
            .formatted(multipart);
    Adapter adapter =
        Crm.open(
            gateway.url().toString(),
            example -> {
              String single = Crm.withoutBatch(example);
              int at = single.indexOf("      create:");
              return single.substring(0, at) + batch + single.substring(at);
            },
            crm.clock);
    opened.add(adapter);
    return adapter
        .dataset(DatasetSpec.of("contacts"))
        .writer()
        .orElseThrow()
        .write(writes, Crm.PATIENCE);
  }

  @ParameterizedTest
  @CsvSource({
    "changeSets: none, OF_PARTS",
    "changeSets: none, OF_MESSAGES",
    "changeSets: none, RESPONSE",
    "changeSets: none, NOT",
    "changeSets: each, OF_CHANGE_SETS",
    "changeSets: each, OF_PARTS",
    "changeSets: each, NOT"
  })
  void eachIsJudgedAsIfItHadBeenSentAlone(String multipart, Echo echo) {
    gateway.echoes(echo);
    List<WriteOutcome> outcomes = write(multipart, RequestItemsTest.allKinds(crm));

    List<WriteOutcome> alone = new ArrayList<>();
    try (Crm single = Crm.withoutBatch()) {
      RequestItemsTest.allKinds(single).forEach(write -> alone.add(single.write(write)));
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
    assertThat(gateway.bodies()).hasSize(1);
    assertThat(crm.saas.requests()).isEqualTo(1);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(3);
  }

  @Test
  void aPartIsTheSingleCallWithoutCredentials() {
    FakeRecord ann = crm.contacts().create(Map.of("name", "Ann"));
    write("", List.of(Crm.create("w1", "Zo\u00eb"), Crm.delete("w2", ann.id(), ann.etag())));

    String host = gateway.url().getAuthority();
    assertThat(gateway.bodies().get(0))
        .isEqualTo(
            """
            --syncline-00000000
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            POST /contacts HTTP/1.1
            Accept: application/json
            Host: %s
            Idempotency-Key: w1
            Content-Type: application/json
            Content-Length: 15

            {"name":"Zo\u00c3\u00ab"}
            --syncline-00000000
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 2

            DELETE /contacts/%s HTTP/1.1
            Accept: application/json
            Host: %s
            If-Match: %s


            --syncline-00000000--
            """
                .formatted(host, ann.id(), host, ann.etag())
                .replace("\n", "\r\n"));
  }

  @Test
  void aChangeSetHasOneCall() {
    write("changeSets: each", List.of(Crm.create("w1", "Ann"), Crm.create("w2", "Bea")));

    assertThat(gateway.bodies().get(0))
        .startsWith(
            """
            --syncline-00000001
            Content-Type: multipart/mixed; boundary=syncline-00000000

            --syncline-00000000
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            POST /contacts HTTP/1.1
            """
                .replace("\n", "\r\n"))
        .contains(
            "\r\n--syncline-00000000--\r\n\r\n--syncline-00000001\r\nContent-Type: multipart/")
        .endsWith("\r\n--syncline-00000000--\r\n\r\n--syncline-00000001--\r\n");
  }

  /** Whoever writes boundaries into a record makes no parts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingInARecordEndsItsPart(long seed) {
    Random random = new Random(seed);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.add(
          "%d\r\n--syncline-0000000%d--\r\n\r\nDELETE /contacts/1 HTTP/1.1\r\n"
              .formatted(i, random.nextInt(4)));
    }
    List<Write> writes =
        IntStream.range(0, 20).mapToObj(i -> Crm.create("w" + i, names.get(i))).toList();

    List<WriteOutcome> outcomes = write(random.nextBoolean() ? "changeSets: each" : "", writes);

    for (int i = 0; i < 20; i++) {
      String id = ((Applied) outcomes.get(i)).key().toString();
      assertThat(crm.contacts().find(id).orElseThrow().fields())
          .as("seed %d", seed)
          .containsEntry("name", names.get(i));
    }
  }

  @Test
  void aVersionThatWouldEndItsHeaderIsRejectedAndTheOthersAreDone() {
    FakeRecord ann = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        write(
            "",
            List.of(
                Crm.update("w1", ann.id(), "Anna", "x\r\n\r\nDELETE /contacts/1 HTTP/1.1"),
                Crm.create("w2", "Bea")));

    assertThat(outcomes.get(0))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "UNFIT", "must have an id and a version without controls", List.of()));
    assertThat(outcomes.get(1)).isInstanceOf(Applied.class);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"unknown, Unknown", "not-attempted, NotAttempted"})
  void whatIsBehindTheFirstErrorWasNotLookedAt(String missingIs, String outcome) {
    gateway.stopsAtErrors();
    FakeRecord ann = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        write(
            "missingIs: " + missingIs,
            List.of(
                Crm.create("w1", "Bea"),
                Crm.update("w2", ann.id(), "Anna", "\"rev-0\""),
                Crm.create("w3", "Cleo"),
                Crm.create("w4", "Dora")));

    assertThat(outcomes)
        .extracting(each -> each.getClass().getSimpleName())
        .containsExactly("Applied", "Stale", outcome, outcome);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"LOSE_ANSWER, 2", "HANG_UP, 1"})
  void aPartThatTheAnswerDoesNotMentionIsUnknown(FakeFault fault, int effects) {
    gateway.echoes(Echo.OF_PARTS);
    crm.saas.faults().next(FakeRequest.UPDATE, fault);
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        write("", List.of(Crm.update("w1", old.id(), "Anna", old.etag()), Crm.create("w2", "Bea")));

    assertThat(outcomes.get(0))
        .isEqualTo(new WriteOutcome.Unknown("the answer does not mention the write"));
    assertThat(outcomes.get(1)).isInstanceOf(Applied.class);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(effects);
  }

  @ParameterizedTest
  @EnumSource(
      value = FakeFault.class,
      names = {"LOSE_ANSWER", "GARBAGE"})
  void aLostOrBrokenAnswerIsUnknownForEveryWriteAndTheRepeatHasOneEffect(FakeFault fault) {
    crm.saas.faults().next(FakeRequest.BATCH, fault);
    List<Write> writes = creates(3);

    List<WriteOutcome> first = write("changeSets: each", writes);
    List<WriteOutcome> second =
        write("changeSets: each", writes.stream().map(Crm::repeated).toList());

    assertThat(first).hasSize(3).allMatch(WriteOutcome.Unknown.class::isInstance);
    assertThat(second).hasSize(3).allMatch(Applied.class::isInstance);
    assertThat(crm.contacts().size()).isEqualTo(3);
    assertThat(crm.saas.effectiveWrites()).isEqualTo(3);
  }

  @Test
  void aThrottledPartIsThrottledForAsLongAsItsAnswerSays() {
    crm.saas.faults().next(FakeRequest.DELETE, FakeFault.TOO_MANY);
    FakeRecord old = crm.contacts().create(Map.of("name", "Ann"));

    List<WriteOutcome> outcomes =
        write(
            "changeSets: each",
            List.of(Crm.create("w1", "Bea"), Crm.delete("w2", old.id(), old.etag())));

    assertThat(outcomes.get(0)).isInstanceOf(Applied.class);
    assertThat(outcomes.get(1))
        .isEqualTo(
            new WriteOutcome.Throttled(crm.clock.instant().plus(Duration.ofHours(1)), "account"));
  }

  @Test
  void credentialsThatAreRefusedAmidABatchLeaveTheRestNotAttempted() {
    crm.saas.access().replaceTokenAfter(2, "another");

    List<WriteOutcome> outcomes = write("", creates(4));

    assertThat(outcomes.subList(0, 2)).allMatch(Applied.class::isInstance);
    assertThat(outcomes.subList(2, 4)).containsOnly(new WriteOutcome.NotAttempted());
    assertThatThrownBy(() -> write("", creates(4)))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage("POST /$batch UNAUTHORIZED: must have a valid token");
  }

  @Test
  void maxAndOneMoreAreTwoRequests() {
    assertThat(write("changeSets: each", creates(101)))
        .hasSize(101)
        .allMatch(Applied.class::isInstance);
    assertThat(gateway.bodies()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "path, /contacts/1, true",
    "relative, contacts/1, false",
    "rooted, /v1/contacts/1, true",
    "whole, HOST/v1/contacts/1, false"
  })
  void addressesAreAsTheManifestSays(String form, String url, boolean host) {
    String service =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}/v1", auth: { bearer: "${secret.crm}" } }
        datasets:
          contacts:
            key: [id]
            codec: { encode: [json, gzip] }
            write:
              delete: { call: "DELETE /contacts/{id}" }
              batch: { call: POST /batch, multipart: { urlIs: %s } }
        """
            .formatted(form);
    String answer = "--a\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 None\r\n--a--\r\n";
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(
          202,
          Map.of("Content-Type", "multipart/mixed; boundary=a"),
          answer.getBytes(StandardCharsets.US_ASCII));
      Adapter adapter = Crm.open(server.url(), example -> service, new Crm.Hand());
      opened.add(adapter);
      Write delete = Crm.delete("w1", "1", "x");
      Write anyVersion =
          new Write(
              delete.id(),
              delete.kind(),
              delete.key(),
              delete.fields(),
              new Precondition.Exists(),
              false);

      assertThat(
              adapter
                  .dataset(DatasetSpec.of("contacts"))
                  .writer()
                  .orElseThrow()
                  .write(List.of(anyVersion), Crm.PATIENCE))
          .allMatch(Applied.class::isInstance);

      ScriptedServer.Asked asked = server.asked().get(0);
      assertThat(asked.header("Content-Type"))
          .isEqualTo("multipart/mixed; boundary=syncline-00000000");
      assertThat(asked.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(asked.header("Accept")).isEqualTo("multipart/mixed");
      assertThat(asked.header("Authorization")).isEqualTo("Bearer " + Crm.TOKEN);
      String sent = unzipped(asked.body());
      assertThat(sent)
          .contains("\r\nDELETE " + url.replace("HOST", server.url()) + " HTTP/1.1\r\n")
          .doesNotContain(Crm.TOKEN);
      assertThat(sent.contains("\r\nHost: " + server.url().substring(7) + "\r\n")).isEqualTo(host);
    }
  }

  /** More answers than calls, or numbers that come twice, tell of no call. */
  @Test
  void answersThatAreNotThoseOfOurCallsAreUnknown() {
    String part = "--a\r\nContent-Type: application/http\r\n%s\r\nHTTP/1.1 204 None\r\n\r\n\r\n";
    assertThat(answered(part.formatted("").repeat(3)))
        .containsOnly("Unknown: the answer does not mention the write");
    assertThat(answered(part.formatted("Content-ID: 2\r\n") + part.formatted("")))
        .containsExactly("Unknown: the answer does not mention the write", "Applied");
    assertThat(answered(part.formatted("Content-ID: 1\r\n").repeat(2)))
        .containsExactly("Applied", "Applied");
    assertThat(answered("--a\r\nContent-Type: text/plain\r\n\r\nno\r\n" + part.formatted("")))
        .containsExactly("Unknown: the result of the write has no status", "Applied");
  }

  /** It is judged as it would be alone, and so are the others. */
  @Test
  void aBodyThatCannotBeReadIsThatOfItsPartAlone() {
    String part =
        """
        --a
        Content-Type: application/http

        HTTP/1.1 %s
        Content-Type: application/json

        <html>
        """
            .replace("\n", "\r\n");
    assertThat(answered(part.formatted("412 Stale") + part.formatted("403 No")))
        .containsExactly("Stale", "Denied");
    assertThat(answered(part.formatted("200 OK") + "--a\r\n\r\nno\r\n"))
        .containsExactly("Applied", "Unknown: the result of the write has no status");
  }

  private List<String> answered(String parts) {
    String service =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}" }
        datasets:
          contacts:
            key: [id]
            version: { etag: header }
            write:
              delete: { call: "DELETE /contacts/{id}", ifVersion: { header: If-Match } }
              batch: { call: POST /batch, multipart: { urlIs: relative } }
        """;
    try (ScriptedServer server = new ScriptedServer()) {
      server.answer(
          200,
          Map.of("Content-Type", "multipart/mixed; boundary=a"),
          (parts + "--a--\r\n").getBytes(StandardCharsets.US_ASCII));
      Adapter adapter = Crm.open(server.url(), example -> service, new Crm.Hand());
      opened.add(adapter);
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .writer()
          .orElseThrow()
          .write(List.of(Crm.delete("w1", "1", "x"), Crm.delete("w2", "2", "y")), Crm.PATIENCE)
          .stream()
          .map(
              each ->
                  each instanceof WriteOutcome.Unknown unknown
                      ? "Unknown: " + unknown.cause()
                      : each.getClass().getSimpleName())
          .toList();
    }
  }

  private static String unzipped(byte[] body) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Write> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Crm.create("w" + i, "n" + i)).toList();
  }
}

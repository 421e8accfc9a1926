package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say less than they seem to: none of them deletes, blanks or doubles a record. */
class OddAnswersTest {

  private static final String ONE = "read: { one: \"GET /c/{id}\", record: /contact }";
  private static final String MANY =
      "read: { many: { call: \"GET /c\", ids: { param: ids, max: 10 }, records: /list } }";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"contact\":null}", "{\"contact\":{}}", "[]"})
  void anAnswerWithoutARecordIsNoRecordOfNulls(String body) {
    answer(200, body);

    assertThat(read(ONE, "1")).isInstanceOf(PointRead.Denied.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 422})
  void aKeyThatTheServiceRefusesConcernsItsRecordOnly(int status) {
    answer(status, "{}");

    assertThat(read(ONE, "odd")).isInstanceOf(PointRead.Denied.class);
  }

  @Test
  void aListThatIsNotThereTellsOfNoRecord() {
    answer(200, "{\"error\":\"busy\"}");

    assertThatThrownBy(() -> read(MANY, "1"))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessageContaining("without a list at \"/list\"");
  }

  @Test
  void aKeyThatNoListCanBeAskedForIsNotGone() {
    assertThat(read(MANY, "Smith, John")).isInstanceOf(PointRead.Denied.class);
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"303, Unknown", "302, Unknown", "301, Unavailable", "307, Unavailable"})
  void anAddressToLookAtMayMeanThatAWriteIsDone(int status, String outcome) {
    answer(status, "");

    assertThat(update("answers: nothing").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void anAnswerThatARuleCannotJudgeIsNoSuccess() {
    answer(200, "<html>");

    assertThat(update("answers: nothing")).isInstanceOf(WriteOutcome.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<contacts>Maintenance</contacts>",
        "<contacts><e><text>busy</text></e></contacts>",
        "<contacts><e/><e/></contacts>",
        "<other/>"
      })
  void anXmlDocumentThatSaysSomethingElseIsNoEmptyListing(String body) {
    answer(200, body);

    assertThatThrownBy(() -> list("xml", body.contains("<e/>") ? "/contacts/e/c" : "/contacts/c"))
        .isInstanceOf(AdapterException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<contacts/>", "<contacts n=\"0\"><total>0</total></contacts>"})
  void anXmlDocumentWithoutRecordsIsAnEmptyListing(String body) {
    answer(200, body);

    assertThat(list("xml", "/contacts/c")).isZero();
  }

  @Test
  void aMessageIsNoEmptyTableOfCsv() {
    answer(200, "Service unavailable");

    assertThatThrownBy(() -> list("csv", "\"\"")).isInstanceOf(AdapterException.class);
  }

  @Test
  void aSecretThatNoHeaderCanHoldIsToldInNoException() {
    try (Adapter adapter = open("codec: { decode: [json] }, " + ONE, "hush\nhush")) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));

      assertThatThrownBy(
              () ->
                  dataset
                      .pointReader()
                      .orElseThrow()
                      .read(List.of(NativeKey.of("1")), Crm.PATIENCE))
          .isInstanceOf(AdapterException.Unreachable.class)
          .hasMessageContaining("must hold what a header may hold")
          .hasNoCause()
          .hasMessageNotContaining("hush");
    }
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aListThatXmlCannotTellFromNoneIsRejectedWithItsField() {
    Row none = Row.of("tags", new Value.Sequence(List.of()));

    WriteOutcome outcome =
        on(
            "codec: { decode: [xml], encode: [xml] }, "
                + "write: { update: { call: \"PATCH /c/{id}\", record: /c, answers: nothing } }",
            dataset -> write(dataset, none));

    assertThat(((WriteOutcome.Rejected) outcome).errors())
        .containsExactly(
            new WriteOutcome.FieldError(
                "tags", "must be a list of one or more single values, in XML"));
    assertThat(server.asked()).isEmpty();
  }

  private void answer(int status, String body) {
    server.answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private PointRead read(String reads, String key) {
    return on(
        reads,
        dataset ->
            dataset
                .pointReader()
                .orElseThrow()
                .read(List.of(NativeKey.of(key)), Crm.PATIENCE)
                .get(0));
  }

  private WriteOutcome update(String answers) {
    return on(
        "write: { update: { call: \"PATCH /c/{id}\", " + answers + " } }",
        dataset -> write(dataset, Row.of("name", Value.of("Ann"))));
  }

  private static WriteOutcome write(Dataset dataset, Row fields) {
    Write write =
        new Write(
            "w-1",
            WriteKind.UPDATE,
            Optional.of(NativeKey.of("1")),
            fields,
            new Precondition.Exists(),
            false);
    return dataset.writer().orElseThrow().write(List.of(write), Crm.PATIENCE).get(0);
  }

  private int list(String format, String records) {
    return on(
        "codec: { decode: [" + format + "] }, scan: { call: \"GET /c\", records: " + records + " }",
        dataset -> dataset.scanner().orElseThrow().start(Crm.LIMITS).entries().size());
  }

  private <T> T on(String members, Function<Dataset, T> use) {
    try (Adapter adapter = open(members, Crm.TOKEN)) {
      return use.apply(adapter.dataset(DatasetSpec.of("contacts")));
    }
  }

  private Adapter open(String members, String token) {
    String manifest =
        """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          auth: { bearer: "${secret.crm}" }
          errors: [{ when: { status: [200], body: { at: /ok, is: "false" } }, then: rejected }]
        datasets:
          contacts: { key: [id], %s }
        """
            .formatted(members);
    return Crm.open(server.url(), example -> manifest, new Crm.Hand(), token);
  }
}

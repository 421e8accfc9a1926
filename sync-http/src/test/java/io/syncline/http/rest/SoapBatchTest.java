package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.manifest.ManifestReader;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many records in one envelope, each with an outcome of its own. */
class SoapBatchTest {

  private static final String ITEMS =
      "<c:add our:each=\"create\" kind=\"{write.kind}\"><c:ref>{write.id}</c:ref>"
          + "<c:name>{record.name}</c:name><c:email>{record.email}</c:email></c:add>"
          + "<c:change our:each=\"update\"><c:ref>{write.id}</c:ref><c:id>{id}</c:id>"
          + "<c:rev>{write.version}</c:rev><c:name>{record.name}</c:name></c:change>"
          + "<c:drop our:each=\"delete\" ref=\"{write.id}\" id=\"{id}\" rev=\"{write.version}\"/>";

  private static final String BY_STATUS =
      "items: /storeResponse/r, by: /ref, status: /status, version: /rev";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void manyWritesAreOneEnvelopeInTheirOrderAndEachHasItsOutcome() {
    answer(
        "<storeResponse><r><ref>w3</ref><status>412</status></r>"
            + "<r><ref>w1</ref><status>201</status><id>7</id><rev>1</rev></r>"
            + "<r><ref>w2</ref><status>204</status></r></storeResponse>");

    List<WriteOutcome> outcomes =
        write(
            manifest(ITEMS, BY_STATUS),
            Crm.create("w1", "A & B"),
            Crm.delete("w2", "5", "r5"),
            Crm.update("w3", "6", "Ann", "r6"),
            Crm.create("w4", "Bea"));

    assertThat(outcomes)
        .containsExactly(
            new WriteOutcome.Applied(
                NativeKey.of("7"), Optional.of(Version.opaque("1")), Optional.empty()),
            new WriteOutcome.Applied(NativeKey.of("5"), Optional.empty(), Optional.empty()),
            new WriteOutcome.Stale(Optional.empty()),
            new WriteOutcome.Unknown("the answer does not mention the write"));
    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().get(0).text())
        .contains(
            "<c:store><c:list>"
                + "<c:add kind=\"create\"><c:ref>w1</c:ref><c:name>A &amp; B</c:name></c:add>"
                + "<c:drop id=\"5\" ref=\"w2\" rev=\"r5\"></c:drop>"
                + "<c:change><c:ref>w3</c:ref><c:id>6</c:id><c:rev>r6</c:rev>"
                + "<c:name>Ann</c:name></c:change>"
                + "<c:add kind=\"create\"><c:ref>w4</c:ref><c:name>Bea</c:name></c:add>"
                + "</c:list></c:store>")
        .doesNotContain("urn:syncline");
  }

  /** As services have it that tell success apart, and results in the order of the writes. */
  @Test
  void resultsMayComeInOrderAndSaySuccessAndWhatIsWrongInPlacesOfTheirOwn() {
    answer(
        "<storeResponse><r><id>7</id><success>true</success></r>"
            + "<r><errors><code>DUPLICATE_VALUE</code><message>there is one</message>"
            + "<other>4</other></errors><success>false</success></r>"
            + "<r><errors><code>TOO_LONG</code><message>too long</message><fields>name</fields>"
            + "</errors><success>false</success></r><r/></storeResponse>");

    List<WriteOutcome> outcomes =
        write(
            manifest(
                ITEMS,
                "items: /storeResponse/r, success: { at: /success, is: true }, failure: {"
                    + " code: /errors/code, text: /errors/message, key: /errors/other,"
                    + " fields: { items: /errors, field: /fields } }"),
            Crm.create("w1", "Ann"),
            Crm.create("w2", "Bea"),
            Crm.create("w3", "Cleo"),
            Crm.create("w4", "Dora"));

    assertThat(outcomes)
        .containsExactly(
            new WriteOutcome.Applied(NativeKey.of("7"), Optional.empty(), Optional.empty()),
            new WriteOutcome.Duplicate(
                Optional.of(NativeKey.of("4")), "DUPLICATE_VALUE: there is one"),
            new WriteOutcome.Rejected(
                "TOO_LONG", "too long", List.of(new WriteOutcome.FieldError("name", ""))),
            new WriteOutcome.Unknown("the result of the write has no status"));
  }

  @Test
  void aFaultIsSaidOfEachWriteAndAnAnswerThatIsNoneLeavesThemUnknown() {
    for (int i = 0; i < 3; i++) { // of both, then of each alone
      answer(
          "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>no</s:Text>"
              + "</s:Reason></s:Fault>");
    }
    answer("<storeResponse/>");
    server.answer(200, Map.of(), "<html/>".getBytes(StandardCharsets.UTF_8));
    Write[] two = {Crm.create("w1", "Ann"), Crm.create("w2", "Bea")};

    assertThat(write(manifest(ITEMS, BY_STATUS), two))
        .containsOnly(new WriteOutcome.Rejected("Sender", "no", List.of()));
    for (int i = 0; i < 2; i++) {
      assertThat(write(manifest(ITEMS, BY_STATUS), two))
          .hasSize(2)
          .allMatch(WriteOutcome.Unknown.class::isInstance);
    }
  }

  @Test
  void whatOneElementHasNoPlaceForIsRejectedAndTheOthersGo() {
    answer("<storeResponse><r><ref>w2</ref><status>201</status><id>7</id></r></storeResponse>");
    Row email = Row.of("email", Value.of("a@b.example"));
    Write update = Crm.update("w1", "6", "Ann", "r6");

    List<WriteOutcome> outcomes =
        write(
            manifest(ITEMS, BY_STATUS),
            new Write(
                update.id(), update.kind(), update.key(), email, update.precondition(), false),
            Crm.create("w2", "Bea"),
            Crm.create("w3", "a\u0000"));

    assertThat(((WriteOutcome.Rejected) outcomes.get(0)).errors())
        .containsExactly(
            new WriteOutcome.FieldError(
                "email", "must be a field of the body, which has none of this name"));
    assertThat(outcomes.get(1)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(((WriteOutcome.Rejected) outcomes.get(2)).errors())
        .containsExactly(new WriteOutcome.FieldError("name", "must be characters of XML: U+0000"));
    assertThat(server.asked().get(0).text()).contains(">w2<").doesNotContain(">w1<", ">w3<");
  }

  @Test
  void manyKeysAreOneEnvelopeAndWhatIsLeftOutIsReadAlone() {
    answer("<getResponse><c><id>b,1</id></c><c><id>&lt;a&gt;</id></c></getResponse>");
    answer("<getResponse><c><id>3</id></c></getResponse>");
    answer("<oneResponse/>");

    List<PointRead> reads =
        with(
            manifest(ITEMS, BY_STATUS),
            dataset ->
                dataset
                    .pointReader()
                    .orElseThrow()
                    .read(
                        List.of(
                            NativeKey.of("<a>"),
                            NativeKey.of("b,1"),
                            NativeKey.of("3"),
                            NativeKey.of("4")),
                        Crm.PATIENCE));

    assertThat(reads.subList(0, 3)).allMatch(PointRead.Found.class::isInstance);
    assertThat(reads.get(3)).isInstanceOf(PointRead.Denied.class);
    assertThat(server.asked().get(0).text())
        .contains("<c:getMany><c:id>&lt;a&gt;</c:id><c:id>b,1</c:id></c:getMany>");
    assertThat(server.asked().get(1).text())
        .contains("<c:getMany><c:id>3</c:id><c:id>4</c:id></c:getMany>");
    assertThat(server.asked().get(2).text()).contains("<c:one><c:id>4</c:id></c:one>");
  }

  @Test
  void mistakesAreFaultsThatNameTheirPlace() {
    String good = manifest(ITEMS, BY_STATUS);

    assertFault(
        good.replace("{record.email}", "{write.versio}"),
        "datasets.contacts.write.batch.call.soap.body",
        "must use known variables: {write.versio}, did you mean write.version?");
    assertFault(
        good.replace("<c:list>", "<c:list><c:x>{record.name}</c:x>"),
        "datasets.contacts.write.batch.call.soap.body",
        "must use known variables: {record.name}");
    assertFault(
        good.replace("our:each=\"delete\"", "our:each=\"deleet\""),
        "datasets.contacts.write.batch.call.soap.body",
        "must be a known kind: each=deleet, did you mean delete?");
    assertFault(
        good.replace("our:each=\"delete\"", "our:each=\"update\""),
        "datasets.contacts.write.batch.call.soap.body",
        "must have one element for each kind: each=update");
    assertFault(
        good.replace("</c:list>", "</c:list><c:y our:each=\"upsert\"/>"),
        "datasets.contacts.write.batch.call.soap.body",
        "must have elements for items side by side: each");
    assertFault(
        good.replaceAll("our:each=\"[a-z]+\"", ""),
        "datasets.contacts.write.batch.call.soap.body",
        "must have elements for each write, such as");
    assertFault(
        good.replace("<c:one>", "<c:one xmlns:our=\"urn:syncline:envelope\" our:each=\"create\">"),
        "datasets.contacts.read.one.soap.body",
        "must not have elements for each write, which are for write.batch");
    assertFault(
        good.replace("<c:rev>{write.version}</c:rev>", "")
            .replace("<c:id>{id}</c:id><c:name>", "<c:name>"),
        "datasets.contacts.write.batch.call",
        "must use {id} in each update: it is a part of the key");
    assertFault(
        good.replace("ref=\"{write.id}\"", ""),
        "datasets.contacts.write.batch.call",
        "must use {write.id} in each delete: the result is found by it");
    assertFault(
        good.replace(
            "max: 4,", "max: 4, records: /r, item: { kind: { create: c }, key: { id: /id } },"),
        "datasets.contacts.write.batch.records",
        "must not be given with soap, whose envelope has elements for each write");
    assertFault(
        good.replace("status: /status", "status: /status, success: { at: /s, is: true }"),
        "datasets.contacts.write.batch.result.status",
        "must be given, or success, and one of them only");
    assertFault(
        good.replace("{ids}", "id-{ids}"),
        "datasets.contacts.read.many.call",
        "must have an element that is nothing but {ids}");
    assertFault(
        good.replace("max: 2 }", "max: 2, param: ids }"),
        "datasets.contacts.read.many.ids.param",
        "must not be given with soap or body, which have the ids");
    assertFault(
        good.replace("version: { field: /rev }", ""),
        "datasets.contacts.version",
        "must be given: writes say ifVersion");
  }

  @Test
  void aBatchIsExplainedWithItsElements() {
    String text =
        Explanation.of(
            ManifestReader.read(
                manifest(ITEMS, BY_STATUS), Map.of("baseUrl", "https://crm.example")));

    assertThat(text)
        .contains("  creates, updates, deletes up to 4 records at once:\n    POST /soap\n")
        .contains(
            "<c:change><c:ref>{write.id}</c:ref><c:id>{id}</c:id><c:rev>{version}</c:rev>"
                + "<c:name>{name}</c:name></c:change>")
        .contains("what it has at /status is judged as a status; without one, the write is unknown")
        .contains("  reads up to 2 records, their keys in an element each:\n")
        .contains("<c:id>{id}</c:id></c:getMany>");
  }

  private void assertFault(String manifest, String path, String text) {
    assertThatThrownBy(() -> Crm.open(server.url(), example -> manifest, new Crm.Hand()))
        .isInstanceOfSatisfying(
            AdapterException.ConfigInvalid.class,
            e ->
                assertThat(e.faults())
                    .anySatisfy(
                        fault -> {
                          assertThat(fault.path()).isEqualTo(path);
                          assertThat(fault.message()).contains(text);
                        }));
  }

  private void answer(String body) {
    server.answer(
        200,
        Map.of("Content-Type", "application/soap+xml"),
        ("<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>"
                + body
                + "</s:Body></s:Envelope>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private List<WriteOutcome> write(String manifest, Write... writes) {
    return with(
        manifest, dataset -> dataset.writer().orElseThrow().write(List.of(writes), Crm.PATIENCE));
  }

  private <T> T with(String manifest, Function<Dataset, T> use) {
    try (Adapter adapter = Crm.open(server.url(), example -> manifest, new Crm.Hand())) {
      return use.apply(adapter.dataset(DatasetSpec.of("contacts")));
    }
  }

  private static String manifest(String items, String result) {
    return """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          errors: [{ when: { code: DUPLICATE_VALUE }, then: duplicate }]
        datasets:
          contacts:
            key: [id]
            version: { field: /rev }
            read:
              record: /oneResponse/c
              one: %s
              many: { call: %s, ids: { max: 2 }, records: /getResponse/c }
            write:
              batch: { call: %s, max: 4, result: { %s } }
        """
        .formatted(
            soap("one", "<c:id>{id}</c:id>"),
            soap("getMany", "<c:id>{ids}</c:id>"),
            soap("store", "<c:list>" + items + "</c:list>"),
            result);
  }

  private static String soap(String operation, String parts) {
    return ("{ soap: { endpoint: /soap, body: '<s:Envelope"
            + " xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:c=\"urn:crm\""
            + " xmlns:our=\"urn:syncline:envelope\"><s:Body><c:%s>%s</c:%s></s:Body></s:Envelope>' } }")
        .formatted(operation, parts, operation);
  }
}

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
import io.syncline.spi.ScanPage;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoapTest {

  private static final String V1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String V1_2 = "http://www.w3.org/2003/05/soap-envelope";
  private static final Charset GBK = Charset.forName("GBK");

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachVersionSaysInItsOwnWayWhatACallIsFor() {
    answer(V1_1, "<getResponse><c><id>1</id></c></getResponse>");
    answer(V1_2, "<getResponse><c><id>1</id></c></getResponse>");

    read(V1_1, "none", "");
    read(V1_2, "none", "");

    assertThat(asked(0).header("Content-Type")).isEqualTo("text/xml; charset=UTF-8");
    assertThat(asked(0).header("SOAPAction")).isEqualTo("\"urn:crm#get\"");
    assertThat(asked(0).header("Accept")).isEqualTo("text/xml");
    assertThat(asked(1).header("Content-Type"))
        .isEqualTo("application/soap+xml; charset=UTF-8; action=\"urn:crm#get\"");
    assertThat(asked(1).headers().containsKey("SOAPAction")).isFalse();
  }

  @Test
  void valuesAreEscapedNullIsNilAndWhatIsAbsentIsLeftOut() {
    answer(V1_1, "<updateResponse/>");

    WriteOutcome outcome =
        write(
            "",
            Row.builder().set("name", Value.of("A&B <\u4e2d>\n")).set("email", Value.NULL).build());

    assertThat(outcome).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(asked(0).text())
        .endsWith(
            "<c:update><c:id>1</c:id><c:name>A&amp;B &lt;\u4e2d&gt;&#10;</c:name>"
                + "<c:email xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:nil=\"true\"/></c:update></s:Body></s:Envelope>");
  }

  @Test
  void faultsAreJudgedAlikeInBothVersionsAndUnderEveryStatus() {
    for (String version : List.of(V1_1, V1_2)) {
      for (int status : List.of(200, 500)) {
        answer(status, version, fault(version, true, "E1"));
        answer(status, version, fault(version, false, "E2"));
        answer(status, version, fault(version, true, "STALE"));

        WriteOutcome rejected = write("", Row.of("name", Value.of("Ann")));
        WriteOutcome unknown = write("", Row.of("name", Value.of("Ann")));
        WriteOutcome stale = write("", Row.of("name", Value.of("Ann")));

        String which = version + " under " + status;
        assertThat(rejected)
            .as(which)
            .isEqualTo(new WriteOutcome.Rejected("E1", "it went wrong", List.of()));
        assertThat(unknown).as(which).isEqualTo(new WriteOutcome.Unknown("E2: it went wrong"));
        assertThat(stale).as(which).isInstanceOf(WriteOutcome.Stale.class);
      }
    }
  }

  @Test
  void anAnswerThatIsNoEnvelopeDecidesNothing() {
    server.answer(200, Map.of(), bytes("<html>a proxy's page</html>"));

    assertThat(write("", Row.of("name", Value.of("Ann"))))
        .isEqualTo(new WriteOutcome.Unknown("answered with something that is not a SOAP envelope"));
  }

  @Test
  void listingsGoOnByAVariableAndHoldOneRecordOrNone() {
    answer(V1_1, "<listResponse><c><id>1</id></c><next>a&amp;b</next></listResponse>");
    answer(V1_1, "<listResponse><c><id>2</id></c><c><id>3</id></c><next>z</next></listResponse>");
    answer(V1_1, "<listResponse/>");

    List<String> keys = new ArrayList<>();
    boolean complete;
    try (Adapter adapter = open(manifest(V1_1, "none", ""))) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
      ScanPage page = dataset.scanner().orElseThrow().start(Crm.LIMITS);
      page.entries().forEach(entry -> keys.add(entry.key().toString()));
      while (page.next().isPresent()) {
        page = dataset.scanner().orElseThrow().resume(page.next().get(), Crm.LIMITS);
        page.entries().forEach(entry -> keys.add(entry.key().toString()));
      }
      complete = page.complete();
    }

    assertThat(keys).containsExactly("1", "2", "3");
    assertThat(complete).isTrue();
    assertThat(asked(0).text()).doesNotContain("after");
    assertThat(asked(1).text()).contains("<c:after>a&amp;b</c:after>");
  }

  @Test
  void bodiesGoBothWaysInTheCharsetOfTheManifest() {
    server.answer(
        200,
        Map.of("Content-Type", "text/xml; charset=utf-8"),
        envelope(V1_1, "<updateResponse><c><id>1</id><name>\u6c49</name></c></updateResponse>")
            .getBytes(GBK));

    WriteOutcome outcome =
        write(
            "codec: { decode: [\"charset:GBK\", xml], encode: [xml, \"charset:GBK\"] }",
            Row.of("name", Value.of("\u6b66\u6c49")));

    assertThat(((WriteOutcome.Applied) outcome).shown().orElseThrow().get("name"))
        .contains(Value.of("\u6c49"));
    assertThat(asked(0).text(GBK))
        .startsWith("<?xml version=\"1.0\" encoding=\"GBK\"?>")
        .contains("<c:name>\u6b66\u6c49</c:name>");
    assertThat(asked(0).header("Content-Type")).isEqualTo("text/xml; charset=GBK");
  }

  @Test
  void whatCannotBeSentIsRejectedWithItsFieldAndNothingIsSent() {
    WriteOutcome outcome =
        write(
            "codec: { encode: [xml, \"charset:GBK\"] }",
            Row.builder()
                .set("name", Value.of("\ud842\udfb7"))
                .set("email", Value.of("a\u0000"))
                .set("city", Value.of("Bern"))
                .build());

    assertThat(((WriteOutcome.Rejected) outcome).errors())
        .containsExactlyInAnyOrder(
            new WriteOutcome.FieldError("name", "must be characters of GBK: U+20BB7"),
            new WriteOutcome.FieldError("email", "must be characters of XML: U+0000"),
            new WriteOutcome.FieldError(
                "city", "must be a field of the body, which has none of this name"));
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aKeyThatCannotBeSentIsNotAskedForAsAnother() {
    String manifest = manifest(V1_1, "none", "codec: { encode: [xml, \"charset:GBK\"] }");
    try (Adapter adapter = open(manifest)) {
      Dataset dataset = adapter.dataset(DatasetSpec.of("contacts"));
      List<NativeKey> keys = List.of(NativeKey.of("\ud842\udfb7"));

      assertThatThrownBy(() -> dataset.pointReader().orElseThrow().read(keys, Crm.PATIENCE))
          .isInstanceOf(AdapterException.Unsupported.class)
          .hasMessage("POST /soap get must be characters of GBK: U+20BB7");
    }
    assertThat(server.asked()).isEmpty();
  }

  /** UsernameToken Profile 1.0, section 3.1: Base64 ( SHA-1 ( nonce + created + password ) ). */
  @Test
  void aUsernameTokenIsInTheHeaderOfEachEnvelope() throws Exception {
    answer(V1_1, "<getResponse><c><id>1</id></c></getResponse>");
    answer(V1_1, "<getResponse><c><id>1</id></c></getResponse>");

    read(V1_1, "{ usernameToken: { user: \"J\u00f6 & Co\", password: \"${secret.crm}\" } }", "");
    read(V1_1, "{ usernameToken: { user: ann, password: \"${secret.crm}\", as: digest } }", "");

    assertThat(asked(0).text())
        .contains("<s:Header><wsse:Security ", "<wsse:Username>J&#246; &amp; Co</wsse:Username>")
        .contains("#PasswordText\">" + Crm.TOKEN + "</wsse:Password>");
    String digested = asked(1).text();
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    sha1.update(Base64.getDecoder().decode(element("wsse:Nonce", digested)));
    sha1.update(bytes(element("wsu:Created", digested)));
    sha1.update(bytes(Crm.TOKEN));
    assertThat(element("wsse:Password", digested))
        .isEqualTo(Base64.getEncoder().encodeToString(sha1.digest()));
    assertThat(element("wsu:Created", digested)).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(digested).doesNotContain(Crm.TOKEN);
  }

  @Test
  void mistakesInAnEnvelopeAreFaultsThatNameTheirPlace() {
    String good = manifest(V1_1, "none", "");

    assertFault(
        good.replace("{page.size}", "{page.sice}"),
        "datasets.contacts.scan.call.soap.body",
        "{page.sice}, did you mean page.size?");
    assertFault(
        good.replace("<c:after>{page.after}</c:after>", ""),
        "datasets.contacts.scan.call",
        "must use {page.after}: pages go on by it");
    assertFault(
        good.replace(V1_1, "urn:none"),
        "datasets.contacts.read.one.soap.body",
        "must be an envelope of SOAP 1.1 or 1.2, with a body");
    assertFault(
        manifest(V1_1, "none", "codec: { encode: [xml, \"charset:GBK\"] }")
            .replace("<c:limit>", "<c:note>\ud842\udfb7</c:note><c:limit>"),
        "datasets.contacts.codec",
        "must be characters of GBK: U+20BB7: POST /soap list");
    assertFault(
        manifest(V1_1, "none", "codec: { decode: [json] }"),
        "datasets.contacts.codec.decode",
        "must be xml, since the calls are of SOAP: json");
    assertFault(
        manifest(V1_1, "none", "codec: { decode: [xml, gzipp] }"),
        "datasets.contacts.codec.decode",
        "must be known steps: gzipp, did you mean gzip?");
  }

  private void assertFault(String manifest, String path, String text) {
    assertThatThrownBy(() -> open(manifest))
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

  // The service and its manifest

  private static String element(String name, String xml) {
    Matcher matcher = Pattern.compile("<" + name + "[^>]*>([^<]*)</" + name + ">").matcher(xml);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  private ScriptedServer.Asked asked(int index) {
    return server.asked().get(index);
  }

  private void answer(String version, String body) {
    answer(200, version, body);
  }

  private void answer(int status, String version, String body) {
    server.answer(status, Map.of("Content-Type", "text/xml"), bytes(envelope(version, body)));
  }

  private static String envelope(String version, String body) {
    return "<soap:Envelope xmlns:soap=\""
        + version
        + "\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  private static String fault(String version, boolean sender, String code) {
    return version.equals(V1_1)
        ? "<soap:Fault><faultcode>soap:"
            + (sender ? "Client.Data" : "Server")
            + "</faultcode><faultstring>it went wrong</faultstring><detail><code>"
            + code
            + "</code></detail></soap:Fault>"
        : "<soap:Fault><soap:Code><soap:Value>soap:"
            + (sender ? "Sender" : "Receiver")
            + "</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang=\"en\">it went wrong"
            + "</soap:Text><soap:Text xml:lang=\"de\">es ging schief</soap:Text></soap:Reason>"
            + "<soap:Detail><code>"
            + code
            + "</code></soap:Detail></soap:Fault>";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private PointRead read(String version, String auth, String codec) {
    try (Adapter adapter = open(manifest(version, auth, codec))) {
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .pointReader()
          .orElseThrow()
          .read(List.of(NativeKey.of("1")), Crm.PATIENCE)
          .get(0);
    }
  }

  private WriteOutcome write(String codec, Row fields) {
    Write write =
        new Write(
            "w-1",
            WriteKind.UPDATE,
            Optional.of(NativeKey.of("1")),
            fields,
            new Precondition.Exists(),
            false);
    try (Adapter adapter = open(manifest(V1_1, "none", codec))) {
      return adapter
          .dataset(DatasetSpec.of("contacts"))
          .writer()
          .orElseThrow()
          .write(List.of(write), Crm.PATIENCE)
          .get(0);
    }
  }

  private Adapter open(String manifest) {
    return Crm.open(server.url(), example -> manifest, new Crm.Hand());
  }

  private static String manifest(String version, String auth, String codec) {
    return """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          auth: %s
          failure: { code: /Fault/detail/code }
          errors: [{ when: { code: STALE }, then: stale }]
        datasets:
          contacts:
            key: [id]
            %s
            read:
              record: /getResponse/c
              one: %s
            scan:
              call: %s
              records: /listResponse/c
              page: { cursor: { from: /listResponse/next, to: page.after } }
            write:
              update:
                answers: record
                record: /updateResponse/c
                call: %s
        """
        .formatted(
            auth,
            codec,
            soap(version, "get", "<c:id>{id}</c:id>"),
            soap(version, "list", "<c:limit>{page.size}</c:limit><c:after>{page.after}</c:after>"),
            soap(
                version,
                "update",
                "<c:id>{id}</c:id><c:name>{record.name}</c:name><c:email>{record.email}</c:email>"));
  }

  private static String soap(String version, String operation, String parts) {
    String body =
        "<s:Envelope xmlns:s=\"%s\" xmlns:c=\"urn:crm\"><s:Body><c:%s>%s</c:%s></s:Body></s:Envelope>"
            .formatted(version, operation, parts, operation);
    return "{ soap: { endpoint: /soap, action: \"urn:crm#"
        + operation
        + "\", body: '"
        + body
        + "' } }";
  }
}

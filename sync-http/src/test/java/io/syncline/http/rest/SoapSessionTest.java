package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointRead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that an envelope opens, and that every other envelope carries. */
class SoapSessionTest {

  private static final String V1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String V1_2 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String FOUND = "<getResponse><c><id>1</id></c></getResponse>";
  private static final String SESSION =
      "{ session: { login: %s, fields: { user: \"J\u00f6 & Co\", password: \"${secret.crm}\" },"
          + " token: /logInResponse/id, lifeSeconds: /logInResponse/seconds,"
          + " soapHeader: '<c:session xmlns:c=\"urn:crm\" c:of=\"{value}\"><c:id>{value}</c:id></c:session>' } }";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneLogInServesAllCallsAndItsSessionIsInEachHeader() {
    for (String version : List.of(V1_1, V1_2)) {
      answer(version, "<logInResponse><id>a&amp;\u4e2d</id><seconds>60</seconds></logInResponse>");
      answer(version, FOUND);
      answer(version, FOUND);

      assertThat(read(version, session(version), "", 2)).hasSize(2);
    }

    for (int first : List.of(0, 3)) {
      assertThat(server.asked().get(first).path()).isEqualTo("/login");
      assertThat(server.asked().get(first).text())
          .contains("<c:user>J\u00f6 &amp; Co</c:user><c:password>" + Crm.TOKEN + "</c:password>");
      for (int call = first + 1; call < first + 3; call++) {
        assertThat(server.asked().get(call).path()).isEqualTo("/soap");
        assertThat(server.asked().get(call).text())
            .contains(
                "<s:Header><c:session xmlns:c=\"urn:crm\" c:of=\"a&amp;&#20013;\">"
                    + "<c:id>a&amp;&#20013;</c:id></c:session></s:Header>");
      }
    }
    assertThat(server.asked().get(0).header("SOAPAction")).isEqualTo("\"urn:crm#logIn\"");
    assertThat(server.asked().get(3).header("Content-Type"))
        .isEqualTo("application/soap+xml; charset=UTF-8; action=\"urn:crm#logIn\"");
  }

  @Test
  void aSessionMayComeInTheHeaderOfTheAnswer() {
    server.answer(
        200,
        Map.of(),
        bytes(
            envelope(V1_1, "<logInResponse/>")
                .replace(
                    "<soap:Body>", "<soap:Header><s><id>s-1</id></s></soap:Header><soap:Body>")));
    answer(V1_1, FOUND);

    read(V1_1, session(V1_1).replace("/logInResponse/id", "/Header/s/id"), "", 1);

    assertThat(server.asked().get(1).text()).contains("<c:id>s-1</c:id>");
  }

  @Test
  void aSessionThatAFaultRefusesIsReplacedOnceAndTheCallRepeated() {
    answer(V1_1, "<logInResponse><id>s-1</id></logInResponse>");
    server.answer(500, Map.of(), bytes(envelope(V1_1, fault("c:SESSION_ENDED"))));
    answer(V1_1, "<logInResponse><id>s-2</id></logInResponse>");
    answer(V1_1, FOUND);

    List<PointRead> reads = read(V1_1, session(V1_1), "", 1);

    assertThat(reads.get(0)).isInstanceOf(PointRead.Found.class);
    assertThat(server.asked())
        .extracting(ScriptedServer.Asked::path)
        .containsExactly("/login", "/soap", "/login", "/soap");
    assertThat(server.asked().get(3).text()).contains("<c:id>s-2</c:id>");
  }

  @Test
  void aLogInThatIsRefusedFailsTheCallWithTheServicesWord() {
    server.answer(500, Map.of(), bytes(envelope(V1_1, fault("c:INVALID_LOGIN"))));
    server.answer(200, Map.of(), bytes(envelope(V1_1, fault("soap:Client"))));
    server.answer(
        500,
        Map.of(),
        bytes(
            envelope(
                V1_2,
                "<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value><soap:Subcode>"
                    + "<soap:Value>c:LOCKED</soap:Value></soap:Subcode></soap:Code><soap:Reason>"
                    + "<soap:Text>too often</soap:Text></soap:Reason></soap:Fault>")));

    assertRefused(V1_1, "answered 500 INVALID_LOGIN not *** again");
    assertRefused(V1_1, "answered 200 without /logInResponse/id Client not *** again");
    assertRefused(V1_2, "answered 500 Receiver LOCKED too often");
  }

  private void assertRefused(String version, String text) {
    assertThatThrownBy(() -> read(version, session(version), "", 1))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessage("POST /soap get had no answer: no token: POST /login " + text);
  }

  @Test
  void aServiceThatBlamesItselfIsTriedLater() {
    server.answer(500, Map.of(), bytes(envelope(V1_1, fault("soap:Server"))));
    server.answer(502, Map.of(), bytes("a proxy's page"));

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> read(V1_1, session(V1_1), "", 1))
          .isInstanceOf(AdapterException.Unreachable.class);
    }
  }

  @Test
  void whatIsPutIntoAHeaderFitsEveryCharsetAndCompression() throws IOException {
    List<String> codecs =
        List.of(
            "[xml, gzip]",
            "[xml, deflate]",
            "[xml, \"charset:UTF-16\"]",
            "[xml, \"charset:UTF-16LE\"]",
            "[xml, \"charset:GBK\", gzip]");
    for (String encode : codecs) {
      answer(V1_1, FOUND);
      read(
          V1_1,
          "{ usernameToken: { user: \"J\u00f6 & Co\", password: \"${secret.crm}\" } }",
          "codec: { encode: " + encode + " }",
          1);
    }

    for (int i = 0; i < codecs.size(); i++) {
      ScriptedServer.Asked asked = server.asked().get(i);
      byte[] body = asked.body();
      if (codecs.get(i).contains("gzip")) {
        body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
      } else if (codecs.get(i).contains("deflate")) {
        body = new InflaterInputStream(new ByteArrayInputStream(body)).readAllBytes();
      }
      String charset = asked.header("Content-Type").replaceFirst(".*charset=", "");
      assertThat(new String(body, Charset.forName(charset)))
          .as(codecs.get(i))
          .startsWith("<?xml version=\"1.0\" encoding=\"" + charset + "\"?>")
          .contains("<wsse:Username>J&#246; &amp; Co</wsse:Username>")
          .endsWith("<c:id>1</c:id></c:get></s:Body></s:Envelope>");
    }
  }

  @Test
  void aKeyMayGoIntoTheHeaderToo() {
    answer(V1_1, FOUND);

    read(
        V1_1,
        "{ apiKey: { soapHeader: '<c:key xmlns:c=\"urn:crm\">{value}</c:key>', value: \"${secret.crm}\" } }",
        "",
        1);

    assertThat(server.asked().get(0).text()).contains(">" + Crm.TOKEN + "</c:key></s:Header>");
  }

  @Test
  void aCallWithoutAnEnvelopeIsNotSent() {
    answer(V1_1, "<logInResponse><id>s-1</id></logInResponse>");
    String manifest =
        manifest(V1_1, session(V1_1), "")
            .replaceAll("(?s)read:.*", "scan: { call: \"GET /contacts\", records: /items }\n");

    assertThatThrownBy(
            () -> {
              try (Adapter adapter = open(manifest)) {
                adapter
                    .dataset(DatasetSpec.of("contacts"))
                    .scanner()
                    .orElseThrow()
                    .start(Crm.LIMITS);
              }
            })
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessageContaining("usernameToken and soapHeader are for calls of SOAP only");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void mistakesAreFaultsThatNameTheirPlace() {
    String good = manifest(V1_1, session(V1_1), "");

    assertFault(
        good.replace("{password}", "{passwort}"),
        "connection.auth.session.login.soap.body",
        "must use known variables: {passwort}, did you mean password?");
    assertFault(
        good.replace("token: /logIn", "as: form, token: /logIn"),
        "connection.auth.session.as",
        "must not be given with soap");
    for (String wrong : List.of("<c:a>{value}</c:a>", "<a>{valeu}</a>", "<a>\u00e9{value}</a>")) {
      assertFault(
          good.replaceAll("soapHeader: '.*?'", "soapHeader: '" + wrong + "'"),
          "connection.auth.session.soapHeader",
          "must be an element of XML, in ASCII, with {value}");
    }
    assertFault(
        good.replace("soapHeader: ", "cookie: sid, soapHeader: "),
        "connection.auth.session.header",
        "must be given, or query, cookie or soapHeader, and one of them only");
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

  private void answer(String version, String body) {
    server.answer(200, Map.of("Content-Type", "text/xml"), bytes(envelope(version, body)));
  }

  private static String envelope(String version, String body) {
    return "<soap:Envelope xmlns:soap=\"%s\"><soap:Body>%s</soap:Body></soap:Envelope>"
        .formatted(version, body);
  }

  private static String fault(String code) {
    return "<soap:Fault><faultcode>%s</faultcode><faultstring>not %s again</faultstring></soap:Fault>"
        .formatted(code, Crm.TOKEN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<PointRead> read(String version, String auth, String codec, int times) {
    try (Adapter adapter = open(manifest(version, auth, codec))) {
      var reader = adapter.dataset(DatasetSpec.of("contacts")).pointReader().orElseThrow();
      return IntStream.range(0, times)
          .mapToObj(i -> reader.read(List.of(NativeKey.of("1")), Crm.PATIENCE).get(0))
          .toList();
    }
  }

  private Adapter open(String manifest) {
    return Crm.open(server.url(), example -> manifest, new Crm.Hand());
  }

  private static String session(String version) {
    return SESSION.formatted(
        soap(
            "/login",
            version,
            "logIn",
            "<c:user>{user}</c:user><c:password>{password}</c:password>"));
  }

  private static String manifest(String version, String auth, String codec) {
    return """
        adapter: http/v1
        connection:
          base: ${settings.baseUrl}
          auth: %s
          errors: [{ when: { code: SESSION_ENDED }, then: auth-failed }]
        datasets:
          contacts:
            key: [id]
            %s
            read:
              record: /getResponse/c
              one: %s
        """
        .formatted(auth, codec, soap("/soap", version, "get", "<c:id>{id}</c:id>"));
  }

  private static String soap(String endpoint, String version, String operation, String parts) {
    String body =
        "<s:Envelope xmlns:s=\"%s\" xmlns:c=\"urn:crm\"><s:Body><c:%s>%s</c:%s></s:Body></s:Envelope>"
            .formatted(version, operation, parts, operation);
    return "{ soap: { endpoint: %s, action: \"urn:crm#%s\", body: '%s' } }"
        .formatted(endpoint, operation, body);
  }
}

package io.syncline.http.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

class XmlFormatTest {

  private static final String XSI = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

  private final XmlFormat plain = new XmlFormat(XmlShape.PLAIN);

  @Test
  void elementsAreMembersByTheirLocalNames() throws Unreadable {
    assertThat(read("<x:a xmlns:x='urn:x'><x:b>1</x:b><c xmlns='urn:c'> two <!-- no --></c></x:a>"))
        .isEqualTo("{\"a\":{\"b\":\"1\",\"c\":\" two \"}}");
    assertThat(read("<a x='1' xml:lang='de'><b y='2'/>text</a>"))
        .isEqualTo(
            "{\"a\":{\"@x\":\"1\",\"@lang\":\"de\",\"b\":{\"@y\":\"2\",\"#text\":\"\"},\"#text\":\"text\"}}");
    assertThat(read("<a><![CDATA[<&>]]>&amp;&#x20BB7;</a>"))
        .isEqualTo("{\"a\":\"<&>&\ud842\udfb7\"}");
  }

  @Test
  void nilIsNullAnEmptyElementIsATextAndAbsentIsAbsent() throws Unreadable {
    JsonNode tree =
        plain
            .read("<r" + XSI + "><a xsi:nil='true'/><b/><c></c><d xsi:type='int'>1</d></r>")
            .get("r");

    assertThat(tree.get("a").isNull()).isTrue();
    assertThat(tree.get("b").asString()).isEmpty();
    assertThat(tree.get("c").asString()).isEmpty();
    assertThat(tree.get("d").asString()).isEqualTo("1");
    assertThat(tree.has("e")).isFalse();
  }

  @Test
  void whatIsExpectedToBeAListMayComeOnceOrNotAtAll() throws Unreadable {
    assertThat(ids("<r><i>1</i><i>2</i></r>")).isEqualTo("[\"1\", \"2\"]");
    assertThat(ids("<r><i>1</i></r>")).isEqualTo("[\"1\"]");
    assertThat(ids("<r/>")).isEqualTo("[]");
    assertThat(ids("<other/>")).as("nothing says that there are none").isEqualTo("none");
  }

  private String ids(String xml) throws Unreadable {
    return plain
        .list(plain.read(xml), JsonPointer.compile("/r/i"))
        .map(Object::toString)
        .orElse("none");
  }

  @Test
  void elementsMayBeNamedByAValueAndAttributesIgnored() throws Unreadable {
    XmlShape shape = new XmlShape(false, Optional.of(new XmlShape.Named("field", "name")));

    assertThat(
            new XmlFormat(shape)
                .read("<r v='1'><field name='a b' type='n'>1</field><field name='c'>2</field></r>")
                .toString())
        .isEqualTo("{\"r\":{\"a b\":\"1\",\"c\":\"2\"}}");
  }

  @Test
  void documentTypesAndTheirEntitiesAreRefused() {
    String external = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>";
    String laughs =
        "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;'>]>"
            + "<a>&d;</a>";
    for (String xml :
        new String[] {external, laughs, "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/'><a/>"}) {
      assertThatThrownBy(() -> plain.read(xml))
          .isInstanceOf(Unreadable.class)
          .hasMessage("a document type, which is refused");
    }
    assertThatThrownBy(() -> plain.read("<a>&x;</a>")).isInstanceOf(Unreadable.class);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> plain.read("<a>".repeat(201) + "</a>".repeat(201)))
        .isInstanceOf(Unreadable.class)
        .hasMessage("XML of more than 200 levels");
  }

  @Test
  void whatIsNotXmlIsToldWithItsLine() {
    assertThatThrownBy(() -> plain.read("<a>\n<b></a>"))
        .isInstanceOf(Unreadable.class)
        .hasMessage("something that is not XML: line=2");
  }

  @Test
  void whatIsWrittenIsReadBackAlike() throws Unreadable {
    String json =
        "{\"r\":{\"@v\":\"1\",\"a\":\" <&\\\">\\t\\r\\n\u4e2d \",\"n\":null,\"l\":[\"1\",\"2\"],\"o\":{\"p\":\"\"}}}";
    JsonNode tree = Json.parse(json).orElseThrow();

    String xml = plain.write(tree, StandardCharsets.UTF_8);

    assertThat(xml).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><r v=\"1\">");
    assertThat(plain.read(xml)).isEqualTo(tree);
    assertThat(plain.write(Json.parse("{\"r\":1E+2}").orElseThrow(), StandardCharsets.UTF_8))
        .as("decimals of XML have no exponent")
        .endsWith("<r>100</r>");
    assertThat(plain.misfitBody(tree)).isEmpty();
    assertThat(plain.misfitBody(Json.object()))
        .contains("be below one element, the document's, in XML");
  }

  private String read(String xml) throws Unreadable {
    return plain.read(xml).toString();
  }
}

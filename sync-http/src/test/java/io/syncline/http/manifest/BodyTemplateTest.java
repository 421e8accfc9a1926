package io.syncline.http.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.http.json.Json;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class BodyTemplateTest {

  private static final String LEAST =
      """
      adapter: http/v1
      connection: { base: "https://a.example" }
      datasets:
        d:
          key: [id]
          version: { field: /v }
          read:
            one: "POST /d"
            body: { id: "{key.id}" }
          write:
            update: { call: "POST /d", body: { id: "{key.id}", set: "{write.fields}" } }
      """;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void aTextThatIsNothingButAVariableBecomesItsValue() {
    Map<String, JsonNode> values =
        Map.of(
            "page.size", NODES.numberNode(50),
            "record.a", NODES.nullNode(),
            "write.fields", NODES.objectNode().put("b", true));

    assertThat(filled("{'n': '{page.size}', 'a': '{record.a}', 's': '{write.fields}'}", values))
        .isEqualTo("{'n':50,'a':null,'s':{'b':true}}");
  }

  @Test
  void aVariableWithinALongerTextBecomesTextAndNothingElseDoes() {
    assertThat(filled("{'ref': 'contacts/{key.id}?x={key.id}'}", of("key.id", "a$1\\b")))
        .isEqualTo("{'ref':'contacts/a$1\\\\b?x=a$1\\\\b'}");
    assertThat(filled("{'q': '{ contact { id } } ${no.variable} {id}'}", Map.of()))
        .isEqualTo("{'q':'{ contact { id } } ${no.variable} {id}'}");
  }

  @Test
  void whatHasNoValueIsLeftOutAndWhatIsMadeOfItToo() {
    String patch =
        "{'schemas': ['patch'], 'ops': ["
            + "{'op': 'replace', 'path': 'a', 'value': '{record.a}'},"
            + "{'op': 'replace', 'path': 'b', 'value': '{record.b}'}]}";

    assertThat(filled(patch, of("record.b", "x")))
        .isEqualTo("{'schemas':['patch'],'ops':[{'op':'replace','path':'b','value':'x'}]}");
    assertThat(filled(patch, Map.of())).isEqualTo("{'schemas':['patch']}");
    assertThat(filled("{'a': '{record.a}'}", Map.of())).as("the top").isEqualTo("{}");
    assertThat(filled("{'a': 'b/{key.b}', 'c': []}", Map.of())).isEqualTo("{'c':[]}");
  }

  @Test
  void whatCannotBeIsToldByItsPath() {
    assertThat(faults(LEAST)).isEmpty();
    assertThat(faults(LEAST.replace("{write.fields}", "{write.field}")))
        .containsExactly(
            "datasets.d.write.update.body: must use known variables: {write.field}, did you mean"
                + " write.fields? (line 11)");
    assertThat(faults(LEAST.replace("\"{write.fields}\"", "\"Mr {record.name}\"")))
        .containsExactly(
            "datasets.d.write.update.body: must have a text of its own for {record.name} (line"
                + " 11)");
    assertThat(faults(LEAST.replace("one: \"POST /d\"", "one: \"GET /d/{id}\"")))
        .containsExactly("datasets.d.read.body: must not be given with GET (line 9)");
    assertThat(faults(LEAST.replace("one: \"POST /d\"", "record: /d")))
        .containsExactly("datasets.d.read.body: must not be given without one (line 9)");
    assertThat(
            faults(
                LEAST.replace(
                    "      one:",
                    "      many: { call: \"POST /m\", body: { a: b }, ids: { max: 5 } }\n"
                        + "      one:")))
        .containsExactly(
            "datasets.d.read.many.body: must have a text that is nothing but {read.ids} (line 8)");
    assertThat(
            faults(
                LEAST.replace(
                    "      one:",
                    "      many: { call: \"POST /m\", body: { a: \"{read.ids}\" }, ids: { param: x } }\n"
                        + "      one:")))
        .containsExactly(
            "datasets.d.read.many.ids.param: must not be given with soap or body, which have the"
                + " ids (line 8)");
  }

  @Test
  void aBodySaysWhetherAWriteIsConditionalAndRemembered() {
    WriteSpec.Single plain = update(LEAST);
    WriteSpec.Single whole =
        update(
            LEAST.replace(
                "id: \"{key.id}\", set", "v: \"{write.version}\", n: \"{write.id}\", set"));

    assertThat(plain.isConditional()).isFalse();
    assertThat(plain.isRemembered()).isFalse();
    assertThat(whole.isConditional()).isTrue();
    assertThat(whole.isRemembered()).isTrue();
  }

  private static String filled(String template, Map<String, JsonNode> values) {
    ObjectNode root = (ObjectNode) Json.parse(template.replace("'", "\"")).orElseThrow();
    return new BodyTemplate(root).filled(values).toString().replace('"', '\'');
  }

  private static Map<String, JsonNode> of(String name, String value) {
    return Map.of(name, NODES.stringNode(value));
  }

  private static WriteSpec.Single update(String manifest) {
    return Objects.requireNonNull(ManifestReader.read(manifest, Map.of()).datasets().get("d"))
        .write()
        .update()
        .orElseThrow();
  }

  private static List<String> faults(String manifest) {
    AdapterException.ConfigInvalid invalid =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class, () -> ManifestReader.read(manifest, Map.of()));
    return invalid == null
        ? List.of()
        : invalid.faults().stream().map(SettingFault::toString).toList();
  }
}

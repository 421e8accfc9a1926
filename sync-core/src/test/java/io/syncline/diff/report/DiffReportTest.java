package io.syncline.diff.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.ChosenWay;
import io.syncline.diff.Delta;
import io.syncline.diff.DiffSummary;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffReportTest {

  private static final String ATTACK = "<script>alert('x')</script> & \"y\"";

  private static Row key(long id) {
    return Row.of("id", Value.of(id));
  }

  private static Row row(long id, Value name, Value balance) {
    return key(id).with(Row.of("name", name)).with(Row.of("balance", balance));
  }

  private static Value decimal(String number) {
    return Value.of(new BigDecimal(number));
  }

  private static DiffReport report(long changes, Delta... shown) {
    Map<String, Long> fields = new LinkedHashMap<>();
    fields.put("name", 1L);
    fields.put("balance", 1_000L);
    DiffSummary summary =
        new DiffSummary(
            15_000, 15_001, changes - 2, 1, 1, fields, new ChosenWay("sorted merge", "in order"));
    return new DiffReport("crm contacts", "erp customer", summary, List.of(shown));
  }

  private static final Delta UPDATE =
      Delta.update(
          key(7),
          row(7, Value.of("Ada Byron"), decimal("10.50")),
          row(7, Value.of("Ada Lovelace"), Value.NULL),
          List.of("name", "balance"));
  private static final Delta INSERT =
      Delta.insert(key(8), row(8, Value.of("Grace\n"), decimal("1")));
  private static final Delta DELETE = Delta.delete(key(9), row(9, Value.of(""), decimal("-2")));

  @Test
  void textAlignsWhatChanged() {
    String text = report(5, UPDATE, INSERT, DELETE).text();

    assertThat(text)
        .isEqualTo(
            """
            left   crm contacts, 15,000 rows read
            right  erp customer, 15,001 rows read
            way    sorted merge: in order
            inserts 3, updates 1, deletes 1
            updated fields: name 1, balance 1,000

            update id=7
              name     "Ada Byron" -> "Ada Lovelace"
              balance  10.5        -> null

            insert id=8
              name     "Grace\\n"
              balance  1

            delete id=9
              name     ""
              balance  -2

            2 more are not shown
            """);
  }

  @Test
  void anUpdateShowsOnlyItsChangedFields() {
    Delta update =
        Delta.update(
            key(7),
            row(7, Value.of("a"), decimal("1")),
            row(7, Value.of("a"), decimal("2")),
            List.of("balance"));

    assertThat(report(1, update).text())
        .contains("update id=7\n  balance  1 -> 2\n")
        .doesNotContain("\"a\"");
  }

  @Test
  void longTextsAreShownWhereTheyBeginToDiffer() {
    String same = "same ".repeat(100);
    Delta update =
        Delta.update(
            key(7),
            row(7, Value.of(same + "left"), decimal("1")),
            row(7, Value.of(same + "right"), decimal("1")),
            List.of("name"));

    String text = report(1, update).text();

    assertThat(text)
        .contains("same left\" (504 characters) -> \"…")
        .contains("same right\" (505 characters)");
    assertThat(text.lines()).allMatch(line -> line.length() < 200);
  }

  @Test
  void aTerminalIsNotTakenOver() {
    Delta insert =
        Delta.insert(
            key(1), row(1, Value.of("\u001b[2J\u202eevil\\ \ud800"), decimal("1e1000000000")));

    String text = report(1, insert).text();

    assertThat(text)
        .contains("\"\\u001b[2J\\u202eevil\\\\ \\ud800\"")
        .contains("balance  1E+1000000000");
  }

  @Test
  void jsonHoldsTypedValues() {
    JsonNode json = JsonMapper.shared().readTree(report(5, UPDATE, INSERT, DELETE).json());

    assertThat(json.at("/format").intValue()).isEqualTo(1);
    assertThat(json.at("/left/name").stringValue()).isEqualTo("crm contacts");
    assertThat(json.at("/right/rowsRead").longValue()).isEqualTo(15_001);
    assertThat(json.at("/way/name").stringValue()).isEqualTo("sorted merge");
    assertThat(json.at("/inserts").longValue()).isEqualTo(3);
    assertThat(json.at("/changedFields/balance").longValue()).isEqualTo(1_000);
    assertThat(json.at("/notShown").longValue()).isEqualTo(2);
    JsonNode update = json.at("/shown/0");
    assertThat(update.at("/kind").stringValue()).isEqualTo("update");
    assertThat(update.at("/key/id").longValue()).isEqualTo(7);
    assertThat(update.at("/fields").toString()).isEqualTo("[\"name\",\"balance\"]");
    assertThat(update.at("/left/balance").decimalValue()).isEqualByComparingTo("10.5");
    assertThat(update.at("/right/balance").isNull()).isTrue();
    assertThat(json.at("/shown/1").has("left")).isFalse();
    assertThat(json.at("/shown/1/right/name").stringValue()).isEqualTo("Grace\n");
    assertThat(json.at("/shown/2").has("right")).isFalse();
    assertThat(json.at("/shown/2").has("fields")).isFalse();
  }

  @Test
  void jsonHoldsValuesOfEveryKind() {
    Row values =
        Row.builder()
            .set("bool", Value.of(true))
            .set("nan", Value.of(Double.NaN))
            .set("real", Value.of(0.5))
            .set("date", Value.of(LocalDate.EPOCH))
            .set("bytes", Value.of(new byte[] {(byte) 0xCA, (byte) 0xFE}))
            .set("list", new Value.Sequence(List.of(Value.of(1), Value.NULL)))
            .set("struct", new Value.Struct(Map.of("a", Value.of("b"))))
            .set("huge", decimal("1e1000000000"))
            .build();

    String json = report(1, Delta.insert(key(1), values)).json();

    assertThat(json)
        .contains(
            "{\"bool\":true,\"nan\":\"NaN\",\"real\":0.5,\"date\":\"1970-01-01\","
                + "\"bytes\":\"cafe\",\"list\":[1,null],\"struct\":{\"a\":\"b\"},"
                + "\"huge\":1E+1000000000}");
  }

  @Test
  void htmlEscapesNamesAndValues() {
    Row attacked =
        Row.of("id", Value.of(ATTACK))
            .with(Row.of(ATTACK, new Value.Struct(Map.of(ATTACK, Value.of(ATTACK)))));
    DiffSummary summary =
        new DiffSummary(1, 1, 1, 1, 0, Map.of(ATTACK, 1L), new ChosenWay(ATTACK, ATTACK));
    DiffReport report =
        new DiffReport(
            ATTACK,
            ATTACK,
            summary,
            List.of(
                Delta.insert(attacked.only(List.of("id")), attacked),
                Delta.update(
                    key(1),
                    Row.of(ATTACK, Value.of(ATTACK)),
                    Row.of(ATTACK, Value.of(ATTACK + "<img src=x onerror=y>")),
                    List.of(ATTACK))));

    String html = report.html();

    assertThat(html).doesNotContain("<script").doesNotContain("<img").doesNotContain("'x'");
    assertThat(html)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;");
    assertThat(tagsOutsideOfStyle(html))
        .hasSameElementsAs(
            List.of(
                "html",
                "head",
                "meta",
                "title",
                "style",
                "body",
                "header",
                "h1",
                "bdi",
                "span",
                "ul",
                "li",
                "b",
                "p",
                "main",
                "section",
                "h2",
                "table",
                "colgroup",
                "col",
                "thead",
                "tr",
                "th",
                "tbody",
                "td",
                "ins",
                "footer"));
  }

  private static List<String> tagsOutsideOfStyle(String html) {
    return Pattern.compile("<([a-zA-Z0-9]+)")
        .matcher(html)
        .results()
        .map(tag -> tag.group(1))
        .distinct()
        .toList();
  }

  @Test
  void htmlNeedsNothingElse() {
    String html = report(5, UPDATE, INSERT, DELETE).html();

    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'")
        .contains("prefers-color-scheme: dark")
        .contains("@media print")
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("url(")
        .doesNotContain("src=");
  }

  @Test
  void htmlMarksTheWordsThatDiffer() {
    String html = report(5, UPDATE, INSERT, DELETE).html();

    assertThat(html)
        .contains("<bdi>Ada <del>Byron</del></bdi>")
        .contains("<bdi>Ada <ins>Lovelace</ins></bdi>")
        .contains("<td class=\"gone\"><bdi>10.5</bdi></td><td class=\"new\"><i>null</i></td>")
        .contains("<i>empty</i>")
        .contains("2 more are not shown.");
  }

  @Test
  void htmlFoldsWhatIsEqualAway() {
    Delta update =
        Delta.update(
            key(7),
            row(7, Value.of("a"), decimal("1")),
            row(7, Value.of("a"), decimal("2")),
            List.of("balance"));

    assertThat(report(1, update).html()).contains("<details><summary>1 field is equal</summary>");
  }

  @Test
  void nothingIsSaidWhereNothingDiffers() {
    DiffReport report =
        new DiffReport(
            "a", "b", new DiffSummary(1, 1, 0, 0, 0, Map.of(), new ChosenWay("w", "r")), List.of());

    assertThat(report.html()).contains("Nothing differs.");
    assertThat(report.text()).contains("inserts 0, updates 0, deletes 0").doesNotContain("shown");
  }

  @Test
  void hiddenValuesAreInNoForm() {
    DiffReport hidden = report(5, UPDATE, INSERT, DELETE).hiding("name", "id");

    for (String form : List.of(hidden.text(), hidden.json(), hidden.html())) {
      assertThat(form)
          .doesNotContain("Ada")
          .doesNotContain("Byron")
          .doesNotContain("Lovelace")
          .doesNotContain("Grace")
          .contains("10.5")
          .contains("hidden:");
    }
    assertThat(hidden.text()).doesNotContain("id=7");
    assertThat(hidden.shown().toString()).doesNotContain("Ada");
    assertThat(hidden.summary()).isEqualTo(report(5).summary());
  }

  @Test
  void equalValuesHaveEqualMarksInOneReportAlone() {
    Delta one = Delta.insert(key(1), row(1, Value.of("a"), decimal("1")));
    Delta two = Delta.insert(key(2), row(2, Value.of("a"), Value.NULL));
    Delta three = Delta.insert(key(3), row(3, Value.of("b"), decimal("1")));
    DiffReport report = report(3, one, two, three);

    List<String> marks = marks(report.hiding("name").text());
    List<String> again = marks(report.hiding("name").text());

    assertThat(marks).hasSize(3);
    assertThat(marks.get(0)).isEqualTo(marks.get(1)).isNotEqualTo(marks.get(2));
    assertThat(again).doesNotContainAnyElementsOf(marks);
    assertThat(report.hiding("balance").shown().get(1).right().orElseThrow().get("balance"))
        .contains(Value.NULL);
  }

  private static List<String> marks(String text) {
    Matcher matcher = Pattern.compile("hidden:[0-9a-f]{12}").matcher(text);
    return matcher.results().map(mark -> mark.group()).toList();
  }

  @Test
  void whatIsHiddenMustBeThere() {
    assertThatThrownBy(() -> report(5, UPDATE).hiding("mail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a field of the records: hiding=mail shown=1");
    assertThat(report(5).hiding("mail").shown()).isEmpty();
  }
}

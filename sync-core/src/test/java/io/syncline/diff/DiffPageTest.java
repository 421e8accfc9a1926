package io.syncline.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.diff.objects.ObjectSource;
import io.syncline.diff.report.DiffReport;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.PackedSchema;
import io.syncline.packed.TextRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/diff.md} shows. */
class DiffPageTest {

  record Customer(long id, String name, String email, BigDecimal balance) {}

  private static Customer customer(long id, String name, String email, String balance) {
    return new Customer(id, name, email, new BigDecimal(balance));
  }

  private final List<Customer> before =
      List.of(
          customer(1, "Ada", "ada@example.com", "10.0"),
          customer(2, "Bob", "bob@example.com", "20"),
          customer(3, "Cleo", "cleo@example.com", "30"));
  private final List<Customer> after =
      List.of(
          customer(1, "Ada", "ada@example.com", "10.00"),
          customer(2, "BOB ", "bob@example.org", "20"),
          customer(4, "Dan", "dan@example.com", "40"));

  private final RowSource crm = source("crm contacts", before);
  private final RowSource erp = source("erp customer", after);

  private static RowSource source(String name, List<Customer> customers) {
    return ObjectSource.of(name, customers)
        .integer("id", Customer::id)
        .text("name", Customer::name)
        .text("email", Customer::email)
        .decimal("balance", Customer::balance)
        .by("id");
  }

  @Test
  void objectsAreComparedInPlace() {
    List<String> log = new ArrayList<>();

    Diff.between(before, after)
        .byLong(Customer::id)
        .field("name", Customer::name)
        .field("email", Customer::email)
        .field("balance", Customer::balance)
        .forEach(delta -> log.add(delta.kind() + " " + delta.fields()));

    assertThat(log).containsExactly("UPDATE [name, email]", "DELETE []", "INSERT []");
  }

  @Test
  void rowsAreComparedAsAStream() {
    List<String> log = new ArrayList<>();

    DiffSummary summary =
        Diff.between(crm, erp)
            .ignoring("balance")
            .comparing("name", TextRule.TRIM_RIGHT, TextRule.FOLD_CASE)
            .forEach(delta -> log.add(delta.kind() + " " + delta.key() + " " + delta.fields()));

    assertThat(log)
        .containsExactly("UPDATE {id=2} [email]", "DELETE {id=3} []", "INSERT {id=4} []");
    assertThat(summary.changes()).isEqualTo(3);
  }

  @Test
  void objectsAndRowsAreSources() {
    RowSource objects =
        ObjectSource.of("customers in memory", before)
            .integer("id", Customer::id)
            .text("name", Customer::name)
            .decimal("balance", Customer::balance)
            .by("id");

    PackedSchema schema =
        PackedSchema.builder()
            .key("id", FieldType.integer())
            .field("name", FieldType.text())
            .build();
    Row ada = Row.builder().set("id", Value.of(1)).set("name", Value.of("Ada")).build();
    RowSource rows = Rows.of("rows", schema, List.of(ada));

    assertThat(Diff.between(objects, rows).counts().deletes()).isEqualTo(2);
  }

  @Test
  void threeWaysTellConflicts() {
    Set<Long> conflicts = new java.util.TreeSet<>();
    RowSource lastRun = crm;
    RowSource left = source("crm", List.of(customer(2, "Rob", "bob@example.com", "20")));
    RowSource right = erp;

    ThreeWaySummary summary =
        Diff.threeWay(lastRun, left, right)
            .forEach(
                delta -> {
                  if (delta.kind() == ThreeWayKind.CONFLICT) {
                    delta.key().forEach((name, id) -> conflicts.add(((Value.Int) id).value()));
                  }
                });

    assertThat(conflicts).containsExactly(2L);
    assertThat(summary.records(ThreeWayKind.CONFLICT)).isEqualTo(1);
  }

  @Test
  void reportsAreTextJsonAndHtml(@TempDir Path folder) throws IOException {
    DiffReport report = Diff.between(crm, erp).report(100);

    String text = report.text();
    Files.writeString(folder.resolve("diff.json"), report.json());
    Files.writeString(folder.resolve("diff.html"), report.hiding("email").html());

    assertThat(text)
        .isEqualTo(
            """
            left   crm contacts, 3 rows read
            right  erp customer, 3 rows read
            way    sorted merge: both sides give rows in key order
            inserts 1, updates 1, deletes 1
            updated fields: name 1, email 1

            update id=2
              name   "Bob"             -> "BOB "
              email  "bob@example.com" -> "bob@example.org"

            delete id=3
              name     "Cleo"
              email    "cleo@example.com"
              balance  30

            insert id=4
              name     "Dan"
              email    "dan@example.com"
              balance  40
            """);
    assertThat(page()).contains(text.indent(0).strip());
    assertThat(folder.resolve("diff.html")).content().doesNotContain("bob@");
  }

  @Test
  void watchedAndBoundedRunsGiveTheSame() {
    Cancellation cancellation = new Cancellation();
    List<String> log = new ArrayList<>();

    DiffSummary summary =
        Diff.between(crm, erp)
            .limits(DiffLimits.defaults().withMemoryBytes(16L << 20).withSlabsAhead(0))
            .onProgress((side, rows) -> log.add(side + " " + rows))
            .cancelledBy(cancellation)
            .counts();

    assertThat(summary.changes()).isEqualTo(3);
    assertThat(log).contains("left 3", "right 3");
  }

  @Test
  void explainSaysWhichWay() {
    assertThat(Diff.between(crm, erp).explain())
        .isEqualTo("sorted merge: both sides give rows in key order");
  }

  private static String page() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return Files.readString(folder.resolve("docs/diff.md"), StandardCharsets.UTF_8);
  }
}

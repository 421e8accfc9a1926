package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.ValueKind;
import io.syncline.spi.Adapter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.PreconditionKind;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.Precondition;
import io.syncline.spi.Scanner;
import io.syncline.spi.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Where one scenario is played: an adapter opened for it alone, and records of its own, which are
 * deleted in the end.
 */
final class Bench implements AutoCloseable {

  static final int PAGE = 100;

  private final Subject subject;
  private final OwnRecords behind;
  private final List<String> untried = new ArrayList<>();
  private final Optional<List<String>> unrest;
  private Adapter adapter;
  private Dataset dataset;
  private List<NativeField> described = List.of();
  private int number;

  Bench(Subject subject) {
    this(subject, Optional.empty());
  }

  /**
   * The bench of one of several scenarios.
   *
   * @param unrest what still moved after those before; empty where there were none
   */
  Bench(Subject subject, Optional<List<String>> unrest) {
    this.subject = subject;
    this.unrest = unrest;
    this.behind = new OwnRecords(subject.behind());
    this.adapter = subject.adapter().open(subject.context());
    this.dataset = Installed.dataset(adapter, subject);
  }

  Subject subject() {
    return subject;
  }

  TimeLimits limits() {
    return subject.limits();
  }

  Limits pages(int rows) {
    return new Limits(rows, limits().call());
  }

  Abilities can() {
    return subject.abilities();
  }

  OwnRecords behind() {
    return behind;
  }

  Adapter adapter() {
    return adapter;
  }

  Dataset dataset() {
    return dataset;
  }

  Capabilities capabilities() {
    return dataset.capabilities();
  }

  /** As after a restart of the host. */
  void reopen() {
    adapter.close();
    adapter = subject.adapter().open(subject.context());
    dataset = Installed.dataset(adapter, subject);
  }

  ChangeFeed feed() {
    return Skipped.unlessHad(dataset.changeFeed(), "change feed");
  }

  /** Ready to see what was written so far. */
  Scanner scanner() {
    behind.awaitShown(capabilities().readAfterWrite());
    return Skipped.unlessHad(dataset.scanner(), "scanner");
  }

  /** Ready to see what was written so far. */
  PointReader reader() {
    behind.awaitShown(capabilities().readAfterWrite());
    return Skipped.unlessHad(dataset.pointReader(), "point reader");
  }

  Writer writer() {
    return Skipped.unlessHad(dataset.writer(), "writer");
  }

  Following following() {
    return new Following(this);
  }

  Listing listing() {
    return new Listing(this);
  }

  Writing writing() {
    return new Writing(this);
  }

  /** Part of a rule could not be tried; the report says so. */
  void untried(String what) {
    untried.add(what);
  }

  List<String> untried() {
    return untried;
  }

  Optional<List<String>> unrest() {
    return unrest;
  }

  // Records

  /** All fields of the dataset, its key and what cannot be written included. */
  List<NativeField> described() {
    if (described.isEmpty()) {
      described = subject.fields().isEmpty() ? describedByAdapter() : subject.fields();
    }
    return described;
  }

  private List<NativeField> describedByAdapter() {
    return dataset
        .schemaReader()
        .map(reader -> reader.describe(limits().call()).fields())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "must name the fields, or the adapter must describe them: subject="
                        + subject.name()));
  }

  /** The fields that everybody may set, all in one write. */
  List<NativeField> fields() {
    return described().stream()
        .filter(each -> !each.readOnly() && !each.keyPart())
        .filter(each -> !capabilities().apart().contains(each.name()))
        .toList();
  }

  /** The field that scenarios change. */
  NativeField contested() {
    List<NativeField> fields = fields();
    return fields.stream()
        .filter(each -> each.type().kind() == ValueKind.TEXT && each.type().symbols().isEmpty())
        .findFirst()
        .orElse(fields.get(0));
  }

  /** Another number for each call. */
  int next() {
    return ++number;
  }

  /** A new record as its creator gives it: all fields, and the key where the caller gives it. */
  Row fresh() {
    int n = next();
    Row.Builder row = Row.builder();
    if (!capabilities().keysAssigned()) {
      subject.key(n, behind.mark()).forEach(row::set);
    }
    fields().forEach(each -> row.set(each.name(), subject.value(each, n, behind.mark())));
    return row.build();
  }

  List<Row> fresh(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(fresh());
    }
    return rows;
  }

  /** One field with a value that it did not have before. */
  Row edit() {
    NativeField field = contested();
    return Row.of(field.name(), subject.value(field, next(), behind.mark()));
  }

  NativeKey created() {
    return behind.create(fresh());
  }

  List<NativeKey> created(int count) {
    return fresh(count).stream().map(behind::create).toList();
  }

  // Looking

  /** What the adapter shows of a record; empty where it says that there is none. */
  Optional<Image> image(NativeKey key) {
    if (dataset.pointReader().isEmpty()) {
      return Optional.ofNullable(listing().all(PAGE).get(key));
    }
    PointRead read = reader().read(List.of(key), limits().call()).get(0);
    return read instanceof PointRead.Found found ? Optional.of(found.image()) : Optional.empty();
  }

  Image there(NativeKey key) {
    return eventually(() -> image(key), Optional::isPresent)
        .orElseThrow(() -> new AssertionError("a record that is there must be read: key=" + key));
  }

  /** The condition that the record is as the image shows, in the way the dataset can check it. */
  Precondition unchanged(Image image) {
    if (capabilities().preconditions().contains(PreconditionKind.VERSION)
        && image.version().isPresent()) {
      return new Precondition.VersionIs(image.version().get());
    }
    Skipped.unless(
        capabilities().preconditions().contains(PreconditionKind.FIELDS),
        "the dataset checks neither versions nor fields");
    return new Precondition.FieldsAre(image.row().only(List.of(contested().name())));
  }

  /** Looks until it is as wished or the time is up; answers what was seen last. */
  <T> T eventually(Supplier<T> look, Predicate<T> wished) {
    List<T> last = new ArrayList<>(List.of(look.get()));
    if (!wished.test(last.get(0))) {
      try {
        Awaitility.await()
            .atMost(limits().patience())
            .until(
                () -> {
                  last.set(0, look.get());
                  return wished.test(last.get(0));
                });
      } catch (ConditionTimeoutException e) {
        // the caller says what is wrong with what was seen last
      }
    }
    return last.get(0);
  }

  /** That a record shows, among others, these fields. */
  static void assertShows(Row seen, Row expected, String what) {
    expected.forEach(
        (name, value) ->
            assertThat(seen.get(name))
                .as("%s: field %s must be %s", what, name, value)
                .isEqualTo(Optional.of(value)));
  }

  static boolean shows(Row seen, Row expected) {
    return expected.names().stream().allMatch(name -> seen.get(name).equals(expected.get(name)));
  }

  Optional<Value> contested(Image image) {
    return image.row().get(contested().name());
  }

  /** What the side channel shows of a record that is there. */
  Row raw(NativeKey key) {
    return behind
        .read(key)
        .orElseThrow(() -> new AssertionError("the record must still be there: key=" + key));
  }

  Map<NativeKey, Row> raw() {
    return behind.all();
  }

  @Override
  public void close() {
    try (Adapter last = adapter) {
      behind.clear();
    }
  }
}

package io.syncline.diff.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.diff.Cancellation;
import io.syncline.diff.ChangeKind;
import io.syncline.diff.Delta;
import io.syncline.diff.Diff;
import io.syncline.diff.DiffCancelled;
import io.syncline.diff.DiffException;
import io.syncline.diff.DiffSummary;
import io.syncline.diff.Side;
import io.syncline.diff.report.DiffReport;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ObjectDiffTest {

  record Order(long id, @Nullable String customer, BigDecimal total) {}

  private static Order order(long id, @Nullable String customer, String total) {
    return new Order(id, customer, new BigDecimal(total));
  }

  private static final List<Order> LEFT =
      List.of(order(1, "Ada", "10.0"), order(2, "Bob", "20"), order(3, null, "30"));
  private static final List<Order> RIGHT =
      List.of(order(2, "Bobby", "20.00"), order(3, "Cleo", "31"), order(4, "Dan", "40"));

  private static ObjectDiff<Order> diff(List<Order> left, List<Order> right) {
    return Diff.between(left, right)
        .byLong(Order::id)
        .field("customer", Order::customer)
        .field("total", Order::total);
  }

  private static <T> List<ObjectDelta<T>> deltas(ObjectDiff<T> diff) {
    List<ObjectDelta<T>> deltas = new ArrayList<>();
    diff.forEach(deltas::add);
    return deltas;
  }

  @Test
  void deltasHoldTheObjectsThemselves() {
    List<ObjectDelta<Order>> deltas = deltas(diff(LEFT, RIGHT));

    assertThat(deltas)
        .containsExactly(
            new ObjectDelta<>(
                ChangeKind.DELETE, Optional.of(LEFT.get(0)), Optional.empty(), List.of()),
            new ObjectDelta<>(
                ChangeKind.UPDATE,
                Optional.of(LEFT.get(1)),
                Optional.of(RIGHT.get(0)),
                List.of("customer")),
            new ObjectDelta<>(
                ChangeKind.UPDATE,
                Optional.of(LEFT.get(2)),
                Optional.of(RIGHT.get(1)),
                List.of("customer", "total")),
            new ObjectDelta<>(
                ChangeKind.INSERT, Optional.empty(), Optional.of(RIGHT.get(2)), List.of()));
    assertThat(deltas.get(1).left()).containsSame(LEFT.get(1));
  }

  @Test
  void countsTellRowsChangesAndFields() {
    DiffSummary summary = diff(LEFT, RIGHT).counts();

    assertThat(summary)
        .isEqualTo(
            new DiffSummary(3, 3, 1, 2, 1, Map.of("customer", 2L, "total", 1L), summary.way()));
    assertThat(summary.way()).hasToString("objects in place: both sides are in key order");
  }

  @Test
  void sidesInAnyOrderAreSortedAndLeftAsTheyWere() {
    List<Order> left = new ArrayList<>(LEFT);
    List<Order> right = new ArrayList<>(RIGHT);
    Collections.reverse(left);
    Collections.rotate(right, 1);
    List<Order> before = List.copyOf(left);

    DiffSummary summary = diff(left, right).counts();

    assertThat(deltas(diff(left, right))).isEqualTo(deltas(diff(LEFT, RIGHT)));
    assertThat(left).isEqualTo(before);
    assertThat(summary.way().reason()).isEqualTo("both sides were sorted by key first");
    assertThat(diff(left, RIGHT).counts().way().reason()).isEqualTo("left was sorted by key first");
    assertThat(diff(LEFT, right).counts().way().reason())
        .isEqualTo("right was sorted by key first");
  }

  record Line(String order, int place, double price, Set<String> tags) {}

  @Test
  void keysMayHaveParts() {
    List<Line> left =
        List.of(
            new Line("b", 1, 1, Set.of()),
            new Line("a", 2, -0.0, Set.of("x", "y")),
            new Line("a", 1, Double.NaN, Set.of()));
    List<Line> right =
        List.of(
            new Line("a", 1, Double.NaN, Set.of()),
            new Line("a", 2, 0.0, Set.of("y", "x")),
            new Line("b", 2, 1, Set.of()));
    ObjectDiff<Line> diff =
        Diff.between(left, right)
            .by(Line::order)
            .byLong(Line::place)
            .doubleField("price", Line::price)
            .field("tags", Line::tags);

    assertThat(deltas(diff))
        .extracting(ObjectDelta::kind)
        .containsExactly(ChangeKind.DELETE, ChangeKind.INSERT);
  }

  @Test
  void aKeyTwiceIsAnErrorThatNamesSideAndKey() {
    List<Order> twice = List.of(order(1, "a", "1"), order(2, "b", "1"), order(2, "c", "1"));
    List<Order> apart = List.of(order(7, "a", "1"), order(2, "b", "1"), order(7, "c", "1"));

    assertThatThrownBy(diff(twice, RIGHT)::counts)
        .isInstanceOf(DiffException.class)
        .hasMessage("must have each key once: side=left key=[2]");
    assertThatThrownBy(diff(LEFT, apart)::counts)
        .isInstanceOf(DiffException.class)
        .hasMessage("must have each key once: side=right key=[7]");
  }

  @Test
  void nullsAreErrorsThatNameSideAndPosition() {
    List<Order> hole = new ArrayList<>(LEFT);
    hole.set(1, null);
    ObjectDiff<Order> byCustomer =
        Diff.between(RIGHT, LEFT).by(Order::customer).longField("id", Order::id);

    assertThatThrownBy(diff(LEFT, hole)::counts)
        .isInstanceOf(DiffException.class)
        .hasMessage("must not hold null: side=right position=1");
    assertThatThrownBy(byCustomer::counts)
        .isInstanceOf(DiffException.class)
        .hasMessage("must have a key: side=right position=2 part=0");
  }

  @Test
  void aFieldMayBeComparedAsTheUserSays() {
    ObjectDiff<Order> diff =
        Diff.between(LEFT, RIGHT)
            .byLong(Order::id)
            .field("customer", Order::customer, (a, b) -> a.charAt(0) == b.charAt(0));

    assertThat(deltas(diff))
        .filteredOn(delta -> delta.kind() == ChangeKind.UPDATE)
        .extracting(delta -> delta.left().orElseThrow().id())
        .containsExactly(3L);
  }

  @Test
  void fieldsMustBeNamedAndOnce() {
    ObjectDiff<Order> none = Diff.between(LEFT, RIGHT).byLong(Order::id);

    assertThatThrownBy(none::counts)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must compare a field: fields=[]");
    assertThatThrownBy(() -> diff(LEFT, RIGHT).longField("total", Order::id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must name a field once: field=total");
  }

  @Test
  void reportsShowObjectsAsRows() {
    DiffReport report = diff(LEFT, RIGHT).report(2);

    assertThat(report.summary().changes()).isEqualTo(4);
    assertThat(report.notShown()).isEqualTo(2);
    Delta update = report.shown().get(1);
    assertThat(update.key()).isEqualTo(Row.of("key", Value.of(2)));
    assertThat(update.left().orElseThrow().get("customer")).contains(Value.of("Bob"));
    assertThat(update.fields()).containsExactly("customer");
    assertThatThrownBy(() -> diff(LEFT, RIGHT).report(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be >= 0: most=-1");
  }

  @Test
  void progressIsToldAndCancellingEndsIt() {
    List<Order> many = IntStream.range(0, 20_000).mapToObj(id -> order(id, "c", "1")).toList();
    Map<Side, Long> told = new EnumMap<>(Side.class);
    Cancellation cancellation = new Cancellation();

    diff(many, LEFT).onProgress(told::put).counts();

    assertThat(told).containsOnly(Map.entry(Side.LEFT, 20_000L), Map.entry(Side.RIGHT, 3L));
    told.clear();
    assertThatThrownBy(
            diff(many, many)
                    .cancelledBy(cancellation)
                    .onProgress(
                        (side, rows) -> {
                          told.put(side, rows);
                          cancellation.cancel();
                        })
                ::counts)
        .isInstanceOf(DiffCancelled.class);
    assertThat(told).containsOnlyKeys(Side.LEFT);
  }

  @Test
  void findsWhatAMapFinds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Order> left = some(random);
    List<Order> right = some(random);

    Map<Long, ChangeKind> found = new HashMap<>();
    diff(left, right)
        .forEach(
            delta -> found.put(delta.left().or(delta::right).orElseThrow().id(), delta.kind()));

    assertThat(found).as("seed %s", seed).isEqualTo(byMap(left, right));
  }

  private static List<Order> some(Random random) {
    List<Order> orders = new ArrayList<>();
    for (int id = 0; id < 1_000; id++) {
      if (random.nextInt(5) > 0) {
        orders.add(order(id * 7919L % 1_000, "c" + random.nextInt(2), "1"));
      }
    }
    return orders;
  }

  private static Map<Long, ChangeKind> byMap(List<Order> left, List<Order> right) {
    Map<Long, Order> rest = new HashMap<>();
    right.forEach(order -> rest.put(order.id(), order));
    Map<Long, ChangeKind> changes = new HashMap<>();
    for (Order order : left) {
      Order other = rest.remove(order.id());
      if (!order.equals(other)) {
        changes.put(order.id(), other == null ? ChangeKind.DELETE : ChangeKind.UPDATE);
      }
    }
    for (Long id : new HashSet<>(rest.keySet())) {
      changes.put(id, ChangeKind.INSERT);
    }
    return changes;
  }

  @Test
  void noObjectsAreNoDifference() {
    assertThat(diff(List.of(), List.of()).counts().isEmpty()).isTrue();
    assertThat(diff(Arrays.asList(), RIGHT).counts().inserts()).isEqualTo(3);
  }
}

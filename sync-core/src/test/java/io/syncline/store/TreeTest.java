package io.syncline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TreeTest {

  @Property(tries = 300)
  void holdsWhatAMutableMapWouldHold(
      @ForAll @Size(max = 400) List<@IntRange(min = -60, max = 60) Integer> steps) {
    TreeMap<Integer, Integer> expected = new TreeMap<>();
    Tree<Integer, Integer> tree = Tree.empty();

    for (int i = 0; i < steps.size(); i++) {
      int key = Math.abs(steps.get(i));
      if (steps.get(i) < 0) {
        expected.remove(key);
        tree = tree.without(key);
      } else {
        expected.put(key, i);
        tree = tree.with(key, i);
      }
    }

    assertThat(tree.size()).isEqualTo(expected.size());
    assertThat(keys(tree, Optional.empty())).containsExactlyElementsOf(expected.keySet());
    assertThat(keys(tree, Optional.of(30)))
        .containsExactlyElementsOf(expected.tailMap(30, false).keySet());
    for (int key = 0; key <= 60; key++) {
      assertThat(tree.get(key)).isEqualTo(Optional.ofNullable(expected.get(key)));
    }
  }

  @Test
  void keepsItsBalanceUnderAscendingKeys() {
    Tree<Integer, Integer> tree = Tree.empty();

    for (int key = 0; key < 100_000; key++) {
      tree = tree.with(key, key);
    }
    for (int key = 0; key < 90_000; key++) {
      tree = tree.without(key);
    }

    assertThat(tree.size()).isEqualTo(10_000);
    assertThat(tree.depth()).isLessThan(30);
  }

  @Test
  void aChangeLeavesTheOldOneAsItWas() {
    Tree<String, Integer> before = Tree.<String, Integer>empty().with("a", 1).with("b", 2);

    Tree<String, Integer> after = before.with("a", 3).without("b");

    assertThat(before.get("a")).contains(1);
    assertThat(before.get("b")).contains(2);
    assertThat(after.get("a")).contains(3);
    assertThat(after.get("b")).isEmpty();
  }

  private static List<Integer> keys(Tree<Integer, Integer> tree, Optional<Integer> after) {
    List<Integer> keys = new ArrayList<>();
    tree.above(after, (key, value) -> keys.add(key));
    return keys;
  }
}

package io.syncline.store;

import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. A changed one shares all but one path with the one it was made from, so
 * a snapshot costs nothing and a change costs the logarithm of the size.
 *
 * <p>A weight-balanced tree after Adams, with the parameters (3, 2) that Hirai and Yamamoto proved
 * ("Balancing weight-balanced trees", 2011).
 */
final class Tree<K extends Comparable<? super K>, V> {

  private static final int DELTA = 3;
  private static final int GAMMA = 2;

  private final @Nullable Node<K, V> root;

  private Tree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  static <K extends Comparable<? super K>, V> Tree<K, V> empty() {
    return new Tree<>(null);
  }

  int size() {
    return size(root);
  }

  Optional<V> get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return Optional.of(node.value);
      }
      node = order < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  Tree<K, V> with(K key, V value) {
    return new Tree<>(put(root, key, value));
  }

  Tree<K, V> without(K key) {
    return get(key).isPresent() ? new Tree<>(remove(root, key)) : this;
  }

  /** Visits in order what lies above {@code after}, until the visitor answers false. */
  void above(Optional<K> after, BiPredicate<? super K, ? super V> visitor) {
    visit(root, after.orElse(null), visitor);
  }

  private static <K extends Comparable<? super K>, V> boolean visit(
      @Nullable Node<K, V> node, @Nullable K after, BiPredicate<? super K, ? super V> visitor) {
    if (node == null) {
      return true;
    }
    if (after != null && node.key.compareTo(after) <= 0) {
      return visit(node.right, after, visitor);
    }
    return visit(node.left, after, visitor)
        && visitor.test(node.key, node.value)
        && visit(node.right, null, visitor);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> put(
      @Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return new Node<>(key, value, null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Node<>(key, value, node.left, node.right);
    }
    return order < 0
        ? balanced(node, put(node.left, key, value), node.right)
        : balanced(node, node.left, put(node.right, key, value));
  }

  private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int order = key.compareTo(node.key);
    if (order < 0) {
      return balanced(node, remove(node.left, key), node.right);
    }
    if (order > 0) {
      return balanced(node, node.left, remove(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    Node<K, V> next = node.right;
    while (next.left != null) {
      next = next.left;
    }
    return balanced(next, node.left, remove(node.right, next.key));
  }

  /** The entry of {@code top} over both sides, of which one may be out of balance by one entry. */
  private static <K extends Comparable<? super K>, V> Node<K, V> balanced(
      Node<K, V> top, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (right != null && weight(right) > DELTA * weight(left)) {
      return leftward(top, left, right);
    }
    if (left != null && weight(left) > DELTA * weight(right)) {
      return rightward(top, left, right);
    }
    return top.over(left, right);
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> leftward(
      Node<K, V> top, @Nullable Node<K, V> left, Node<K, V> right) {
    Node<K, V> inner = right.left;
    return inner == null || weight(inner) < GAMMA * weight(right.right)
        ? right.over(top.over(left, inner), right.right)
        : inner.over(top.over(left, inner.left), right.over(inner.right, right.right));
  }

  private static <K extends Comparable<? super K>, V> Node<K, V> rightward(
      Node<K, V> top, Node<K, V> left, @Nullable Node<K, V> right) {
    Node<K, V> inner = left.right;
    return inner == null || weight(inner) < GAMMA * weight(left.left)
        ? left.over(left.left, top.over(inner, right))
        : inner.over(left.over(left.left, inner.left), top.over(inner.right, right));
  }

  /** The longest path; for tests. */
  int depth() {
    return depth(root);
  }

  private static int depth(@Nullable Node<?, ?> node) {
    return node == null ? 0 : 1 + Math.max(depth(node.left), depth(node.right));
  }

  private static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }

  private static int weight(@Nullable Node<?, ?> node) {
    return size(node) + 1;
  }

  private static final class Node<K extends Comparable<? super K>, V> {
    final K key;
    final V value;
    final @Nullable Node<K, V> left;
    final @Nullable Node<K, V> right;
    final int size;

    Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
      this.key = key;
      this.value = value;
      this.left = left;
      this.right = right;
      this.size = Tree.size(left) + Tree.size(right) + 1;
    }

    Node<K, V> over(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      return new Node<>(key, value, newLeft, newRight);
    }
  }
}

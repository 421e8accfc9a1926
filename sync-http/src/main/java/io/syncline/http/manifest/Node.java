package io.syncline.http.manifest;

import java.util.List;
import java.util.Map;

/** A piece of a manifest file that knows where it stands. */
sealed interface Node {

  /** Dotted, such as {@code datasets.contacts.key[0]}. */
  String path();

  int line();

  /** A scalar; {@code literal}: it is a number, true, false or null, and not in quotes. */
  record Text(String path, int line, String text, boolean literal) implements Node {}

  record Branch(String path, int line, Map<String, Node> members) implements Node {}

  record Items(String path, int line, List<Node> items) implements Node {}
}

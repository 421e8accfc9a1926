package io.syncline.config;

import java.util.List;

/** One place in a YAML file, as it was written; {@code line} counts from 1. */
sealed interface Node {

  int line();

  /** What kind of thing it is, for people. */
  String kind();

  /** One value; its text is empty where nothing was written. */
  record Scalar(String text, int line) implements Node {
    @Override
    public String kind() {
      return text.isEmpty() ? "nothing" : "a value";
    }
  }

  record Items(List<Node> nodes, int line) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Entries in order; a name may come twice, which is a fault of the file. */
  record Entries(List<Entry> entries, int line) implements Node {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One key and what stands behind it. */
  record Entry(String key, int line, Node node) {}
}

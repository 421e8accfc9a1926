package io.syncline.diff.report;

import io.syncline.diff.ChangeKind;
import io.syncline.diff.Delta;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A delta as reports lay it out: a line per field, a column per side. */
record ShownChange(ChangeKind kind, Row key, List<Line> changed, List<Line> unchanged) {

  /** A field, and what each side has; empty where it does not carry it. */
  record Line(String name, Optional<Value> left, Optional<Value> right) {}

  static ShownChange of(Delta delta) {
    Row left = delta.left().orElse(Row.empty());
    Row right = delta.right().orElse(Row.empty());
    Set<String> names = new LinkedHashSet<>(left.names());
    names.addAll(right.names());
    delta.key().names().forEach(names::remove);
    List<Line> changed = new ArrayList<>();
    List<Line> unchanged = new ArrayList<>();
    for (String name : names) {
      boolean shows = delta.kind() != ChangeKind.UPDATE || delta.fields().contains(name);
      (shows ? changed : unchanged).add(new Line(name, left.get(name), right.get(name)));
    }
    return new ShownChange(delta.kind(), delta.key(), changed, unchanged);
  }
}

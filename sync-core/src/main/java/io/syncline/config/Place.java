package io.syncline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** A node of the file, seen at its path. Whatever does not fit is a fault, never an exception. */
final class Place {

  private final String path;
  private final Node node;
  private final Reading reading;

  Place(String path, Node node, Reading reading) {
    this.path = path;
    this.node = node;
    this.reading = reading;
    reading.stands(path, node.line());
  }

  String path() {
    return path;
  }

  void fault(String message) {
    reading.faults().at(path, message);
  }

  Faults faults() {
    return reading.faults();
  }

  /** This node under another path, where the declaration counts and the file names. */
  Place as(String other) {
    return new Place(other, node, reading);
  }

  boolean isMapping() {
    return node instanceof Node.Entries;
  }

  boolean isList() {
    return node instanceof Node.Items;
  }

  /** The value as text; a list or mapping is a fault, and reads as empty. */
  String text() {
    if (node instanceof Node.Scalar scalar) {
      return reading.expanded(path, scalar.text());
    }
    fault("must be a value, not " + node.kind());
    return "";
  }

  boolean flag() {
    String text = text();
    if (!text.equals("true") && !text.equals("false")) {
      fault("must be true or false: value=" + text);
    }
    return text.equals("true");
  }

  /** The value in another form; one that is refused is a fault, and reads as empty. */
  <T> Optional<T> value(Function<String, T> form) {
    try {
      return Optional.of(form.apply(text()));
    } catch (IllegalArgumentException e) {
      fault(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The items of a list; a value alone is a list of one, nothing a list of none. */
  List<Place> items() {
    List<Place> items = new ArrayList<>();
    if (node instanceof Node.Items list) {
      for (int i = 0; i < list.nodes().size(); i++) {
        items.add(new Place(path + "[" + i + "]", list.nodes().get(i), reading));
      }
    } else if (!(node instanceof Node.Scalar scalar && scalar.text().isEmpty())) {
      items.add(this);
    }
    return items;
  }

  List<String> texts() {
    return items().stream().map(Place::text).toList();
  }

  /** The named places of a mapping, in order; a name that comes again is a fault and left out. */
  List<Named> entries() {
    List<Named> found = new ArrayList<>();
    if (node instanceof Node.Entries mapping) {
      Set<String> seen = new HashSet<>();
      for (Node.Entry entry : mapping.entries()) {
        String below = path.isEmpty() ? entry.key() : path + "." + entry.key();
        if (seen.add(entry.key())) {
          reading.stands(below, entry.line());
          found.add(new Named(entry.key(), new Place(below, entry.node(), reading)));
        } else {
          reading.faults().at(below, "must be given once: again in line " + entry.line());
        }
      }
    } else if (!node.kind().equals("nothing")) {
      fault("must be a mapping, not " + node.kind());
    }
    return found;
  }

  /** The places of a mapping by name, where no others than {@code known} are allowed. */
  Fields fields(String... known) {
    Map<String, Place> fields = new TreeMap<>();
    for (Named each : entries()) {
      fields.put(each.name(), each.place());
      if (!List.of(known).contains(each.name())) {
        reading.faults().unknown(each.place().path, List.of(known), "key", each.name());
      }
    }
    return new Fields(fields);
  }

  /** All values below, under dotted names. */
  Map<String, String> flat() {
    Map<String, String> values = new TreeMap<>();
    for (Named each : entries()) {
      if (each.place().isMapping()) {
        each.place().flat().forEach((name, text) -> values.put(each.name() + "." + name, text));
      } else {
        values.put(each.name(), each.place().text());
      }
    }
    return values;
  }

  /** One entry of a mapping. */
  record Named(String name, Place place) {}

  /** The entries of a mapping by name. */
  record Fields(Map<String, Place> places) {

    Optional<Place> get(String name) {
      return Optional.ofNullable(places.get(name));
    }
  }
}

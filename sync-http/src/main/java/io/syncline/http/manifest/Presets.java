package io.syncline.http.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fragments of manifests by name: what a standard says of every service that keeps to it. A
 * fragment lies below the manifest, which goes before it key by key. Of a call it says what holds
 * for the calls that the manifest makes, and adds none; of {@code page} it says nothing where the
 * manifest pages in another way, nor of a batch that has items of another shape. A list of the
 * manifest replaces that of the fragment, but for {@code errors}, whose rules come before those of
 * the fragment.
 */
final class Presets {

  static final String KEY = "preset";

  static final List<String> NAMES =
      List.of(
          "graphql-connection",
          "json-api",
          "link-header-rest",
          "odata-v4",
          "salesforce-bulk2",
          "salesforce-rest",
          "scim2",
          "soap-document");

  private static final String CONNECTION = "connection";

  /** What is there only where the manifest has it. */
  private static final Set<String> CALLS =
      Set.of(
          "read", "many", "scan", "feed", "write", "create", "update", "delete", "batch", "bulk",
          "close");

  private Presets() {}

  /**
   * The manifest over what its presets say. That of a dataset takes the place of that at the top,
   * for the dataset; what holds for the connection comes from the top alone. What a preset says is
   * told of at the line that names it. A name that there is not is told, and brings nothing.
   */
  static Node.Branch applied(Node.Branch manifest, Faults faults) {
    check(manifest, faults);
    Map<String, Node> members = new LinkedHashMap<>(manifest.members());
    if (members.get(CONNECTION) instanceof Node.Branch connection) {
      members.put(CONNECTION, over(connection, manifest, CONNECTION));
    }
    if (members.get("datasets") instanceof Node.Branch datasets) {
      Map<String, Node> each = new LinkedHashMap<>(datasets.members());
      each.replaceAll(
          (name, node) ->
              node instanceof Node.Branch dataset ? dataset(dataset, manifest, faults) : node);
      members.put("datasets", new Node.Branch(datasets.path(), datasets.line(), each));
    }
    return new Node.Branch(manifest.path(), manifest.line(), members);
  }

  private static Node dataset(Node.Branch dataset, Node.Branch manifest, Faults faults) {
    check(dataset, faults);
    return over(dataset, dataset.members().containsKey(KEY) ? dataset : manifest, "dataset");
  }

  private static void check(Node.Branch branch, Faults faults) {
    Node node = branch.members().get(KEY);
    if (node instanceof Node.Text name && !NAMES.contains(name.text())) {
      String word = name.text();
      faults.add(node, Faults.unknown("must be a known word: " + word, word, NAMES));
    } else if (node != null && !(node instanceof Node.Text)) {
      faults.add(node, "must be text");
    }
  }

  /** {@code part} of the preset that {@code named} names, if it names one. */
  private static Node.Branch over(Node.Branch given, Node.Branch named, String part) {
    return named.members().get(KEY) instanceof Node.Text name && NAMES.contains(name.text())
        ? over(given, part(name.text(), part), name.line())
        : given;
  }

  private static Node.Branch over(Node.Branch given, Map<String, Node> preset, int line) {
    Map<String, Node> members = new LinkedHashMap<>(given.members());
    boolean pages = PagingReader.KINDS.stream().anyMatch(given.members()::containsKey);
    boolean numbered =
        given.members().get("kind") instanceof Node.Text kind && kind.text().equals("sequence");
    preset.forEach(
        (name, node) -> {
          if (numbered && name.equals("page")) {
            return; // its pages go on by its numbers
          }
          Node own = members.get(name);
          boolean itsOwn =
              own instanceof Node.Branch batch
                  && Stream.of("item", "multipart").anyMatch(batch.members()::containsKey);
          if (name.equals("batch") && itsOwn) {
            return; // its items are of another shape
          }
          Node below = moved(node, given.path() + "." + name, line);
          if (own instanceof Node.Branch branch && node instanceof Node.Branch fragment) {
            members.put(name, over(branch, fragment.members(), line));
          } else if (own instanceof Node.Items rules && name.equals("errors")) {
            members.put(name, joined(rules, (Node.Items) below));
          } else if (own == null
              && !CALLS.contains(name)
              && !(pages && PagingReader.KINDS.contains(name))) {
            members.put(name, below);
          }
        });
    return new Node.Branch(given.path(), given.line(), members);
  }

  private static Node joined(Node.Items first, Node.Items then) {
    List<Node> items = new ArrayList<>(first.items());
    items.addAll(then.items());
    return new Node.Items(first.path(), first.line(), items);
  }

  private static Node moved(Node node, String path, int line) {
    if (node instanceof Node.Branch branch) {
      Map<String, Node> members = new LinkedHashMap<>();
      branch
          .members()
          .forEach((name, each) -> members.put(name, moved(each, path + "." + name, line)));
      return new Node.Branch(path, line, members);
    }
    if (node instanceof Node.Items list) {
      return new Node.Items(
          path, line, list.items().stream().map(each -> moved(each, path, line)).toList());
    }
    Node.Text text = (Node.Text) node;
    return new Node.Text(path, line, text.text(), text.literal());
  }

  private static Map<String, Node> part(String name, String part) {
    String file = "/io/syncline/http/preset/" + name + ".yaml";
    try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Node.Branch fragment = (Node.Branch) new NodeReader(new Faults()).read(text).orElseThrow();
      return fragment.members().get(part) instanceof Node.Branch found ? found.members() : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

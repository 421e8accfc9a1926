package io.syncline.http.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/**
 * One mapping of a manifest, read key by key. A key that is wrong is told and read as missing, so
 * that one pass finds everything; {@link #end} tells the keys that nobody asked for.
 */
final class Section {

  private final Node.Branch node;
  private final Source source;
  private final Set<String> asked = new TreeSet<>();

  Section(Node.Branch node, Source source) {
    this.node = node;
    this.source = source;
  }

  // Scalars

  Optional<String> text(String key) {
    return plain(key)
        .filter(
            text -> {
              boolean open = !text.contains("${secret.");
              if (!open) {
                fault(key, "must not hold a secret");
              }
              return open;
            });
  }

  String requiredText(String key) {
    return required(key, text(key), "unset");
  }

  /** Text that may refer to secrets. */
  SecretText secret(String key) {
    return new SecretText(required(key, plain(key), "unset"));
  }

  Optional<SecretText> optionalSecret(String key) {
    return plain(key).map(SecretText::new);
  }

  Optional<JsonPointer> pointer(String key) {
    return text(key).flatMap(text -> pointer(key, text));
  }

  JsonPointer requiredPointer(String key) {
    return required(key, pointer(key), JsonPointer.empty());
  }

  List<JsonPointer> pointers(String key) {
    return texts(key).stream().flatMap(text -> pointer(key, text).stream()).toList();
  }

  int integer(String key, int fallback, int least) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return fallback;
    }
    if (!text.get().matches("\\d{1,9}") || Integer.parseInt(text.get()) < least) {
      fault(key, "must be a whole number of at least " + least + ": " + text.get());
      return fallback;
    }
    return Integer.parseInt(text.get());
  }

  boolean flag(String key) {
    return says(key, "false", "true");
  }

  Duration duration(String key, Duration fallback) {
    return optionalDuration(key).orElse(fallback);
  }

  Optional<Duration> optionalDuration(String key) {
    Optional<String> text = text(key);
    Optional<Duration> duration = text.flatMap(Durations::of);
    if (text.isPresent() && duration.isEmpty()) {
      fault(key, "must be a duration such as 500ms, 30s, 2m, 24h or P7D: " + text.get());
    }
    return duration;
  }

  /** Whether the other of two words is given, and not the usual one. */
  boolean says(String key, String usual, String other) {
    return word(key, List.of(usual, other), Optional::of).filter(other::equals).isPresent();
  }

  /** One word out of a few. */
  <T> Optional<T> word(String key, List<String> words, Function<String, Optional<T>> meaning) {
    Optional<String> text = text(key);
    if (text.isPresent() && !words.contains(text.get())) {
      fault(key, Faults.unknown("must be a known word: " + text.get(), text.get(), words));
      return Optional.empty();
    }
    return text.flatMap(meaning);
  }

  /** A method and a path; {@code variables} are those its template may use. */
  Optional<Call> call(String key, Set<String> variables) {
    return text(key).flatMap(text -> call(key, text, variables));
  }

  Call requiredCall(String key, Set<String> variables) {
    return required(key, call(key, variables), new Call("GET", "/"));
  }

  /** All that were read so far in the file, by {@link Call#toString()}. */
  Set<String> calls() {
    return Set.copyOf(source.calls());
  }

  /** As {@link #call(String, Set)}, or an operation of SOAP with variables of its own. */
  Optional<Call> call(String key, Set<String> variables, Set<String> inEnvelope) {
    return find(key).filter(Node.Branch.class::isInstance).isPresent()
        ? section(key).flatMap(section -> new SoapReader(section).read(inEnvelope)).map(this::noted)
        : call(key, variables);
  }

  Call requiredCall(String key, Set<String> variables, Set<String> inEnvelope) {
    return required(key, call(key, variables, inEnvelope), new Call("GET", "/"));
  }

  /** The same for many writes: {@code inItems} are the variables of each of them. */
  Call requiredCallOfMany(String key, Set<String> inItems) {
    Optional<Call> call =
        find(key).filter(Node.Branch.class::isInstance).isPresent()
            ? section(key)
                .flatMap(section -> new SoapReader(section).readMany(inItems))
                .map(this::noted)
            : call(key, Set.of());
    return required(key, call, new Call("GET", "/"));
  }

  /** A file, named as the folder of the manifest sees it. */
  Optional<Path> file(String key) {
    Optional<Path> file = text(key).map(source::file);
    if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
      fault(key, "must be a readable file: " + text(key).orElse(""));
      return Optional.empty();
    }
    return file;
  }

  /** Text given here, or in the file beside the manifest that is named here. */
  Optional<String> textOrFile(String key, String startOfText) {
    Optional<String> text = text(key);
    if (text.isEmpty() || text.get().stripLeading().startsWith(startOfText)) {
      return text;
    }
    Optional<Path> file = source.directory().map(directory -> directory.resolve(text.get()));
    try {
      String content = file.isPresent() ? Files.readString(file.get()) : "";
      if (content.contains("${secret.")) {
        fault(key, "must not hold a secret");
      }
      return Optional.of(source.resolved(new Node.Text(path(key), line(key), content, false)));
    } catch (IOException e) {
      fault(key, "must be a readable file: " + text.get());
      return Optional.empty();
    }
  }

  /** What {@code call} sends, as a JSON object; {@code variables} are those its texts may use. */
  Optional<BodyTemplate> body(String key, Call call, Set<String> variables) {
    if (has(key) && call.method().equals("GET")) {
      fault(key, "must not be given with GET");
    }
    if (has(key) && call.soap().isPresent()) {
      fault(key, "must not be given with soap, which has one");
    }
    return body(key, variables);
  }

  /** A JSON object; {@code variables} are those its texts may use. */
  Optional<BodyTemplate> body(String key, Set<String> variables) {
    Optional<Node> found = find(key);
    if (found.isPresent() && !(found.get() instanceof Node.Branch)) {
      fault(key, "must have keys below it");
      return Optional.empty();
    }
    Optional<BodyTemplate> body =
        found.map(node -> new BodyTemplate((ObjectNode) source.json(node)));
    body.ifPresent(
        template -> {
          uses(key, template.variables(), variables);
          template
              .misplaced()
              .forEach(name -> fault(key, "must have a text of its own for {" + name + "}"));
        });
    return body;
  }

  // Branches and lists

  boolean isText(String key) {
    return find(key).filter(Node.Text.class::isInstance).isPresent();
  }

  boolean has(String key) {
    return find(key).isPresent();
  }

  /** A key that belongs elsewhere is told so, where it is given, and never suggested. */
  void elsewhere(String key, String place) {
    if (node.members().containsKey(key)) {
      known(key);
      fault(key, "must be given as " + place);
    }
  }

  Optional<Section> section(String key) {
    return find(key).flatMap(this::section);
  }

  Section requiredSection(String key) {
    return required(
        key, section(key), new Section(new Node.Branch(path(key), line(key), Map.of()), source));
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof Node.Text text) {
        texts.add(source.resolved(text));
      } else {
        source.faults().add(item, "must be text");
      }
    }
    return texts;
  }

  List<Section> sections(String key) {
    return items(key).stream().flatMap(item -> section(item).stream()).toList();
  }

  Map<String, Node> members() {
    asked.addAll(node.members().keySet());
    return node.members();
  }

  Optional<Section> section(Node member) {
    if (member instanceof Node.Branch branch) {
      return Optional.of(new Section(branch, source));
    }
    if (member instanceof Node.Text text && Source.isOpen(text.text())) {
      source.resolved(text);
      return Optional.empty();
    }
    source.faults().add(member, "must have keys below it");
    return Optional.empty();
  }

  // Faults

  void fault(String key, String message) {
    source.faults().add(path(key), line(key), message);
  }

  /** Tells every variable that is not known. */
  void uses(String key, Set<String> variables, Set<String> known) {
    boolean fields = known.contains(SoapReader.RECORD);
    for (String variable : variables) {
      if (!known.contains(variable) && !(fields && variable.startsWith(WriteSpec.FIELD))) {
        fault(key, Faults.unknown("must use known variables: {" + variable + "}", variable, known));
      }
    }
  }

  /** A key that was read before. */
  void known(String key) {
    asked.add(key);
  }

  /** Tells every key that was not asked for. */
  void end() {
    for (String key : node.members().keySet()) {
      if (!asked.contains(key)) {
        fault(key, Faults.unknown("must be a known key", key, asked));
      }
    }
  }

  private Optional<String> plain(String key) {
    Optional<Node> found = find(key);
    if (found.isPresent() && !(found.get() instanceof Node.Text)) {
      fault(key, "must be text");
      return Optional.empty();
    }
    return found.map(Node.Text.class::cast).map(source::resolved);
  }

  private List<Node> items(String key) {
    Optional<Node> found = find(key);
    if (found.isPresent() && !(found.get() instanceof Node.Items)) {
      fault(key, "must be a list");
      return List.of();
    }
    return found.map(Node.Items.class::cast).map(Node.Items::items).orElse(List.of());
  }

  private Optional<Node> find(String key) {
    asked.add(key);
    return Optional.ofNullable(node.members().get(key));
  }

  private <T> T required(String key, Optional<T> value, T standIn) {
    if (value.isEmpty() && !has(key)) {
      fault(key, "must be given");
    }
    return value.orElse(standIn);
  }

  private Optional<JsonPointer> pointer(String key, String text) {
    if (Source.isOpen(text)) {
      return Optional.empty();
    }
    if (!text.isEmpty() && !text.startsWith("/")) {
      fault(key, "must be a JSON pointer such as /paging/next: " + text);
      return Optional.empty();
    }
    return Optional.of(JsonPointer.compile(text));
  }

  private Optional<Call> call(String key, String text, Set<String> variables) {
    if (Source.isOpen(text)) {
      return Optional.empty();
    }
    int space = text.indexOf(' ');
    String method = space < 0 ? "" : text.substring(0, space);
    String template = text.substring(space + 1);
    if (!Call.METHODS.contains(method) || !template.startsWith("/") || template.contains(" ")) {
      fault(key, "must be a method and a path such as GET /contacts/{id}: " + text);
      return Optional.empty();
    }
    Call call = new Call(method, template);
    uses(key, call.variables(), variables);
    return Optional.of(noted(call));
  }

  private Call noted(Call call) {
    source.calls().add(call.toString());
    return call;
  }

  /** Where a key is in the manifest. */
  String path(String key) {
    return node.path().isEmpty() ? key : node.path() + "." + key;
  }

  private int line(String key) {
    Node member = node.members().get(key);
    return member == null ? node.line() : member.line();
  }
}

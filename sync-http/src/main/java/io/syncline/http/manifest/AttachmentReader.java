package io.syncline.http.manifest;

import io.syncline.model.FieldType;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/** Reads {@code attachments} of a dataset: files that its records refer to. */
final class AttachmentReader {

  private static final int MAX_BYTES = 64 << 20;
  private static final String DIGEST = "sha-256";
  private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+(:\\d{1,5})?");

  private AttachmentReader() {}

  /** Reads all of them; {@code key}: the fields of the dataset's key. */
  static List<AttachmentSpec> read(Section section, List<String> key) {
    List<AttachmentSpec> found = new ArrayList<>();
    for (String name : section.members().keySet()) {
      section.section(name).ifPresent(each -> found.add(read(name, each, key)));
    }
    List<String> fields = found.stream().flatMap(each -> each.fields().stream()).toList();
    if (fields.stream().anyMatch(key::contains)
        || fields.stream().distinct().count() < fields.size()) {
      found.forEach(
          each -> section.fault(each.name(), "must give fields of its own: " + each.fields()));
    }
    return found;
  }

  private static AttachmentSpec read(String name, Section section, List<String> key) {
    Optional<JsonPointer> ref = section.pointer("ref");
    Optional<Call> call = section.call("call", new TreeSet<>(key));
    if (section.has("ref") == section.has("call")) {
      section.fault("ref", "must be given, or call, and not both");
    }
    if (call.filter(each -> !each.method().equals("GET")).isPresent()) {
      section.fault("call", "must be a GET: " + call.get());
    }
    section.word("digest", List.of(DIGEST), Optional::of);
    List<String> hosts = section.texts("hosts");
    for (String host : hosts) {
      if (!Source.isOpen(host) && !HOST.matcher(host).matches()) {
        section.fault("hosts", "must be hosts such as files.example.com or one:8443: " + host);
      }
    }
    if (!hosts.isEmpty() && section.has("call")) {
      section.fault("hosts", "must not be given with call, which is of our own host");
    }
    AttachmentSpec spec =
        new AttachmentSpec(
            name,
            call.orElseGet(() -> new Call("GET", ref.map(JsonPointer::toString).orElse("/"))),
            ref,
            section.text("media"),
            section.requiredText("store"),
            section.pointer("version"),
            hosts,
            section.integer("maxBytes", MAX_BYTES, 1),
            section.section("write").map(write -> writing(write, key)));
    section.end();
    return spec;
  }

  private static AttachmentSpec.Writing writing(Section section, List<String> key) {
    Call upload = section.requiredCall("upload", new TreeSet<>(key));
    if (section.has("upload") && !List.of("PUT", "POST", "PATCH").contains(upload.method())) {
      section.fault("upload", "must be a PUT, POST or PATCH: " + upload);
    }
    Optional<Call> clear = section.call("clear", new TreeSet<>(key));
    List<Call> calls = Stream.concat(Stream.of(upload), clear.stream()).toList();
    AttachmentSpec.Writing writing =
        new AttachmentSpec.Writing(
            upload,
            clear,
            section.section("ifVersion").map(each -> IfVersionReader.read(each, calls, false)),
            section.text("type").orElse("application/octet-stream"),
            section.integer("max", Integer.MAX_VALUE, 1),
            section.text("reference"));
    section.end();
    return writing;
  }

  private static NativeField described(String name, AttachmentSpec attachment) {
    boolean readOnly = attachment.writing().isEmpty() || !attachment.name().equals(name);
    return new NativeField(name, FieldType.text(), true, false, readOnly);
  }

  /** The fields that are described, if any are, and those of the attachments. */
  static List<NativeField> described(List<NativeField> schema, List<AttachmentSpec> attachments) {
    if (schema.isEmpty()) {
      return schema;
    }
    Stream<NativeField> more =
        attachments.stream()
            .flatMap(each -> each.fields().stream().map(name -> described(name, each)))
            .filter(given -> schema.stream().noneMatch(field -> field.name().equals(given.name())));
    return Stream.concat(schema.stream(), more).toList();
  }
}

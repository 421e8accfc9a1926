package io.syncline.http.manifest;

import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Encoding;
import io.syncline.http.json.Json;
import io.syncline.http.soap.SoapCall;
import io.syncline.spi.WriteKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one entry of {@code datasets}. */
final class DatasetReader {

  private static final long MIB = 1024L * 1024;
  private static final int SPOOL_MIB = 10 * 1024;
  private static final Duration SPOOL_TIME = Duration.ofHours(1);

  private final String name;
  private final Section section;
  private final List<String> key;

  DatasetReader(String name, Section section) {
    this.name = name;
    this.section = section;
    this.key = section.texts("key");
  }

  DatasetManifest read() {
    if (key.isEmpty()) {
      section.fault("key", "must name the fields of the key, such as [id]");
    }
    List<AttachmentSpec> attachments =
        section
            .section("attachments")
            .map(each -> AttachmentReader.read(each, key))
            .orElse(List.of());
    DatasetManifest dataset =
        new DatasetManifest(
            name,
            key,
            AttachmentReader.described(
                section
                    .section("schema")
                    .map(schema -> new SchemaFields(schema, key).read())
                    .orElse(List.of()),
                attachments),
            section.section("version").map(VersionReader::read),
            section.section("read").map(this::reads).orElse(ReadSpec.NONE),
            section.section("scan").map(this::scan),
            section.section("feed").map(each -> FeedReader.read(each, key, section.has("read"))),
            section
                .section("write")
                .map(write -> new WriteReader(write, key).read())
                .orElse(WriteSpec.NONE),
            Codec.JSON,
            section
                .section("inbound")
                .flatMap(inbound -> new InboundReader(inbound, key.size()).read()),
            section.section("stream").map(stream -> StreamReader.read(stream, key.size())),
            attachments,
            section.duration("readAfterWrite", Duration.ZERO),
            section.text("hook"));
    conditions(dataset);
    Codec codec = codec(dataset.calls());
    if (section.has("inbound") && !section.has("read")) {
      section.fault("inbound", "must not be given without read: what is named is read by key");
    }
    if (dataset.stream().flatMap(StreamSpec::event).isPresent() && !section.has("read")) {
      section.fault("stream", "must not name records without read: they are read by key");
    }
    if (dataset.uploads() && dataset.write().update().isEmpty()) {
      section.fault("attachments", "must not have write without write.update of the dataset");
    }
    if (section.has("attachments") && !section.has("read")) {
      section.fault("attachments", "must not be given without read: records are read for them");
    }
    if (dataset.scan().flatMap(ListSpec::spool).isPresent() && !codec.decode().format().hasRows()) {
      section.fault(
          "codec",
          "must be read row by row, since scan has spool: json, ndjson, csv or xml, not "
              + codec.decode().format().name());
    }
    section.known(Presets.KEY);
    section.end();
    bodies(dataset, codec.encode());
    return dataset.with(codec);
  }

  private Codec codec(List<Call> calls) {
    boolean soap = calls.stream().anyMatch(call -> call.soap().isPresent());
    if (soap && !calls.stream().allMatch(call -> call.soap().isPresent())) {
      section.fault("codec", "must be one for all calls: some are of SOAP, and some are not");
    }
    return section
        .section("codec")
        .map(each -> CodecReader.read(each, soap))
        .orElse(soap ? Codec.XML : Codec.JSON);
  }

  /** Every body that is sent must have a shape that its format has. */
  private void bodies(DatasetManifest dataset, Encoding encode) {
    WriteSpec write = dataset.write();
    Map<String, Optional<JsonNode>> samples = new TreeMap<>();
    samples.put("scan.body", dataset.scan().flatMap(ListSpec::body).map(BodyTemplate::root));
    Optional<FeedSpec> feed = dataset.feed();
    samples.put("feed.body", feed.flatMap(each -> each.list().body()).map(BodyTemplate::root));
    samples.put(
        "feed.deletes.feed.body",
        feed.flatMap(FeedSpec::deletes)
            .flatMap(FeedSpec.Deletes::feed)
            .flatMap(each -> each.list().body())
            .map(BodyTemplate::root));
    samples.put("write.create.record", write.create().flatMap(DatasetReader::sample));
    samples.put("write.update.record", write.update().flatMap(DatasetReader::sample));
    samples.put(
        "write.delete.body",
        write.delete().flatMap(delete -> delete.call().body()).map(BodyTemplate::sample));
    samples.put("read.body", dataset.read().one().flatMap(Call::body).map(BodyTemplate::sample));
    samples.put(
        "read.many.body",
        dataset.read().many().flatMap(many -> many.call().body()).map(BodyTemplate::sample));
    samples.put(
        "write.batch.records",
        write
            .batch()
            .filter(batch -> batch.call().soap().isEmpty() && !batch.isOfParts())
            .map(DatasetReader::sample));
    dataset
        .write()
        .bulk()
        .ifPresent(
            bulk ->
                bulk.bodies()
                    .forEach((step, body) -> samples.put("write.bulk." + step, Optional.of(body))));
    samples.forEach(
        (place, sample) ->
            sample
                .flatMap(encode::misfitBody)
                .ifPresent(misfit -> section.fault("codec", "must " + misfit + ": " + place)));
    for (Call call : dataset.calls()) {
      call.soap()
          .map(soap -> JsonNodeFactory.instance.stringNode(soap.envelope().text()))
          .flatMap(encode::misfit)
          .ifPresent(misfit -> section.fault("codec", "must " + misfit + ": " + call));
    }
  }

  private static Optional<JsonNode> sample(WriteSpec.Single single) {
    ObjectNode body = Json.object();
    Json.objectAt(body, single.record()).put("one", "").put("two", "");
    single
        .ifVersion()
        .filter(to -> to.at() == IfVersion.At.BODY)
        .ifPresent(to -> Json.put(body, JsonPointer.compile(to.name()), body.stringNode("")));
    return single.call().isWhole()
        ? single.call().body().map(BodyTemplate::sample)
        : Optional.of(body);
  }

  private static JsonNode sample(WriteSpec.Batch batch) {
    ObjectNode body =
        batch.beside().body().map(BodyTemplate::root).orElse(Json.object()).deepCopy();
    ObjectNode item = Json.object();
    batch
        .requests()
        .ifPresent(
            requests ->
                Json.put(
                    item, requests.places().body(), Json.object().put("one", "").put("two", "")));
    Json.put(body, batch.records(), body.arrayNode().add(item));
    return body;
  }

  /** A condition needs a version to compare. */
  private void conditions(DatasetManifest dataset) {
    WriteSpec write = dataset.write();
    boolean conditional =
        Stream.of(WriteKind.UPDATE, WriteKind.DELETE)
            .anyMatch(kind -> VersionReader.isConditional(write, kind));
    if (conditional && dataset.version().isEmpty()) {
      section.fault("version", "must be given: writes say ifVersion");
    }
    VersionReader.conditions(section, dataset);
    boolean located =
        Stream.of(WriteKind.values())
            .flatMap(kind -> write.single(kind).stream())
            .anyMatch(each -> each.answers() == WriteSpec.Answers.LOCATION);
    if (located && !dataset.addressTellsKey()) {
      section.fault(
          "write",
          "must not have answers: location without a read, an update or a delete whose path has the"
              + " fields of the key");
    }
    if (write.compareBefore()
        && dataset.read().one().isEmpty()
        && dataset.read().many().isEmpty()) {
      section.fault("read", "must be given: compareBefore reads records before they are written");
    }
  }

  private ReadSpec reads(Section section) {
    Set<String> inBody = key.stream().map(BodyTemplate.KEY::concat).collect(Collectors.toSet());
    if (section.has("body") && !section.has("one")) {
      section.fault("body", "must not be given without one");
    }
    ReadSpec read =
        new ReadSpec(
            section
                .call("one", new TreeSet<>(key), new TreeSet<>(key))
                .map(call -> call.with(section.body("body", call, inBody))),
            section.pointer("record").orElse(JsonPointer.empty()),
            section.says("absentIs", "denied", "missing"),
            section.section("many").map(DatasetReader::many));
    if (read.many().isPresent() && key.size() > 1) {
      section.fault("many", "must not be used with a key of several fields");
    }
    section.end();
    return read;
  }

  private static ReadSpec.Many many(Section section) {
    Section ids = section.requiredSection("ids");
    Call bare = section.requiredCall("call", Set.of(), Set.of(ReadSpec.Many.IDS));
    Call call = bare.with(section.body("body", bare, Set.of(ReadSpec.Many.KEYS)));
    Optional<SoapCall> soap = call.soap();
    if (soap.isPresent() && !soap.get().envelope().lists(ReadSpec.Many.IDS)) {
      section.fault("call", "must have an element that is nothing but {ids}");
    }
    if (call.body().isPresent() && !call.variables().contains(ReadSpec.Many.KEYS)) {
      section.fault("body", "must have a text that is nothing but {read.ids}");
    }
    for (String name : List.of("param", "repeat")) {
      if (call.isWhole() && ids.has(name)) {
        ids.fault(name, "must not be given with soap or body, which have the ids");
      }
    }
    ReadSpec.Many many =
        new ReadSpec.Many(
            call,
            call.isWhole() ? Optional.empty() : Optional.of(ids.requiredText("param")),
            ids.flag("repeat"),
            ids.integer("max", PagingReader.SIZE, 1),
            section.pointer("records").orElse(JsonPointer.empty()));
    ids.end();
    section.end();
    return many;
  }

  private ListSpec scan(Section section) {
    ListSpec scan = ListReader.read(section, key, Set.of(BodyTemplate.PAGE_SIZE));
    Optional<SpoolSpec> spool = section.section("spool").map(DatasetReader::spool);
    if (spool.isPresent() && section.has("page")) {
      section.fault("spool", "must not be given with page: it is of a listing in one answer");
    }
    if (spool.isPresent() && scan.call().soap().isPresent()) {
      section.fault("spool", "must not be given with soap, whose faults are in the answer");
    }
    if (spool.isPresent() && scan.variables().contains(BodyTemplate.PAGE_SIZE)) {
      section.fault("call", "must not use {page.size} with spool: the answer has all records");
    }
    section.end();
    return spool.map(scan::with).orElse(scan);
  }

  private static SpoolSpec spool(Section section) {
    SpoolSpec spool =
        new SpoolSpec(
            MIB * section.integer("maxMiB", SPOOL_MIB, 1), section.duration("within", SPOOL_TIME));
    section.end();
    return spool;
  }
}

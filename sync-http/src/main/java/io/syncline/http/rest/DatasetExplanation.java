package io.syncline.http.rest;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Encoding;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.InboundSpec;
import io.syncline.http.manifest.ListSpec;
import io.syncline.http.manifest.ModifiedTime;
import io.syncline.http.manifest.Paging;
import io.syncline.http.manifest.ReadSpec;
import io.syncline.http.manifest.SpoolSpec;
import io.syncline.http.manifest.StreamSpec;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells the calls of one dataset, facet by facet. */
final class DatasetExplanation {

  private final WebService service;
  private final DatasetManifest manifest;
  private final Records records;
  private final Samples samples;
  private final CallText calls;
  private final Outline out;

  /** {@code service} makes its requests, and sends none. */
  DatasetExplanation(WebService service, DatasetManifest manifest, CallText calls, Outline out) {
    this.service = service.speaking(plain(manifest.codec()));
    this.manifest = manifest;
    this.calls = calls;
    this.out = out;
    records = new Records(manifest, List.of());
    samples = new Samples(manifest);
  }

  /** Bodies are told before they are compressed. */
  static Codec plain(Codec codec) {
    Encoding encode = codec.encode();
    return new Codec(
        codec.decode(), new Encoding(encode.format(), encode.charset(), Optional.empty()));
  }

  void tell() {
    out.line(manifest.name() + ", by " + String.join(", ", manifest.key()));
    out.below(
        () -> {
          facts().forEach(out::line);
          manifest.read().one().ifPresent(this::one);
          manifest.read().many().ifPresent(this::many);
          manifest.scan().ifPresent(this::scan);
          manifest.feed().ifPresent(feed -> new FeedExplanation(this, feed).tell());
          new WriteExplanation(this, manifest, samples).tell();
          manifest
              .write()
              .bulk()
              .ifPresent(bulk -> new BulkExplanation(this, manifest, bulk, samples).tell());
          manifest.inbound().ifPresent(this::inbound);
          manifest.stream().ifPresent(this::stream);
        });
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    manifest
        .version()
        .ifPresent(
            version -> {
              List<String> places = new ArrayList<>();
              version.field().ifPresent(at -> places.add("at " + at + " of a record"));
              if (!version.digest().isEmpty()) {
                places.add("a digest of what is at " + version.digest());
              }
              if (version.header()) {
                places.add("in ETag of answers with one record");
              }
              facts.add(
                  "version: "
                      + String.join(", and ", places)
                      + version.modified().map(DatasetExplanation::modified).orElse(""));
            });
    manifest
        .hook()
        .ifPresent(id -> facts.add("hook: " + id + ", in the place of the connection's"));
    if (!manifest.readAfterWrite().isZero()) {
      facts.add("reads may miss a write for " + Words.of(manifest.readAfterWrite()));
    }
    facts.add(
        "fields: "
            + (manifest.schema().isEmpty()
                ? "as records have them"
                : manifest.schema().stream()
                    .map(DatasetExplanation::field)
                    .collect(Collectors.joining(", "))));
    manifest.attachments().forEach(each -> facts.add(attachment(each)));
    return facts;
  }

  private static String modified(ModifiedTime time) {
    return time.weak()
        ? ", a time, cut off to its second: an edit within that is written over"
        : ", a time, which is sent once its second is over by Date of an answer";
  }

  private static String attachment(AttachmentSpec spec) {
    return "attachment "
        + spec.name()
        + ": loaded by "
        + spec.ref().map(at -> "GET of the address at " + at).orElse(spec.call().toString())
        + (spec.hosts().isEmpty() ? "" : ", below base or, without credentials, of " + spec.hosts())
        + ", into blob store "
        + spec.store()
        + ", "
        + spec.maxBytes()
        + " bytes at most"
        + spec.version().map(at -> ", where " + at + " has changed").orElse("")
        + spec.media().map(field -> "; its media type is " + field).orElse("")
        + spec.writing().map(DatasetExplanation::written).orElse("");
  }

  private static String written(AttachmentSpec.Writing writing) {
    return "; written by "
        + writing.upload()
        + writing.clear().map(call -> ", taken away by " + call).orElse("")
        + writing
            .ifVersion()
            .map(to -> ", if " + to.place() + " has the record's version")
            .orElse(", once the record was read")
        + writing
            .reference()
            .map(
                field ->
                    ", what is longer than "
                        + writing.max()
                        + " bytes as what stands for it, in "
                        + field)
            .orElse(", " + writing.max() + " bytes at most");
  }

  private static String field(NativeField field) {
    return field.name() + " " + field.type() + (field.readOnly() ? " (read only)" : "");
  }

  private void one(Call call) {
    ReadSpec read = manifest.read();
    call(
        "reads one record",
        call,
        () ->
            new RestPointReader(service, read, records, Attachments.NONE)
                .request(call, samples.key()),
        Question.POINT,
        List.of(
            "success: the record is " + Words.at(read.record()) + "; one of another key has moved",
            "missing means gone; throttled, unavailable, unknown and auth-failed fail the call; all"
                + " else is told of the record, and so is an answer without one"));
  }

  private void many(ReadSpec.Many many) {
    call(
        "reads up to "
            + many.max()
            + " records, their keys "
            + (many.parameter().isPresent() ? "with commas between" : "in an element each"),
        many.call(),
        () ->
            new RestPointReader(service, manifest.read(), records, Attachments.NONE)
                .request(many, samples.key().parts()),
        Question.LISTING,
        List.of(
            "success: records are in the list "
                + Words.at(many.records())
                + "; one that is left out "
                + (manifest.read().one().isPresent() ? "is read alone" : "is gone")));
  }

  private void scan(ListSpec scan) {
    boolean complete = scan.paging().kind().isStable();
    pages(
        "lists all records",
        scan,
        new Since.Beginning(),
        Map.of(),
        List.of(
            "success: records are in the list "
                + Words.at(scan.records())
                + scan.spool().map(DatasetExplanation::spooled).orElse(""),
            complete
                ? "what a whole listing leaves out is gone"
                : "pages move while records come and go, so what is left out is not taken for"
                    + " gone"));
  }

  private static String spooled(SpoolSpec spool) {
    return ", read out of a temporary file: up to "
        + spool.maxBytes()
        + " bytes within "
        + Words.of(spool.within());
  }

  void pages(
      String what,
      ListSpec list,
      Since since,
      Map<String, String> variables,
      List<String> success) {
    list(what, list, since, variables, success);
    out.below(
        () -> {
          Pages pages = new Pages(service, list);
          Paging paging = list.paging();
          if (paging.kind() instanceof Paging.NextUrl next) {
            String from = next.from().map(at -> "at " + at).orElse("of the Link header, rel=next");
            out.line("then: " + list.call().method() + " the address " + from + ", below base");
          } else if (!(paging.kind() instanceof Paging.Single)) {
            out.line("then:");
            out.below(
                () ->
                    request(
                        () -> pages.request(Samples.second(paging), since, variables),
                        manifest.codec().encode()));
          }
          Samples.ends(paging).forEach(out::line);
        });
  }

  void list(
      String what,
      ListSpec list,
      Since since,
      Map<String, String> variables,
      List<String> success) {
    Pages pages = new Pages(service, list);
    call(
        what,
        list.call(),
        () -> pages.request(Samples.first(list.paging()), since, variables),
        Question.LISTING,
        success);
  }

  void call(
      String what,
      Call call,
      Supplier<HttpTransport.Request> request,
      Question question,
      List<String> success) {
    call(what, call, request, manifest.codec().encode(), question, success);
  }

  /** The same; {@code encode}: how the body of the call is written. */
  void call(
      String what,
      Call call,
      Supplier<HttpTransport.Request> request,
      Encoding encode,
      Question question,
      List<String> success) {
    out.line(what + ":");
    out.below(
        () -> {
          request(request, encode);
          calls.answers(call, question, success);
        });
  }

  /** Of fields that its body has no form for, a write is rejected, and so there is no request. */
  private void request(Supplier<HttpTransport.Request> request, Encoding encode) {
    try {
      calls.request(request.get(), encode);
    } catch (AdapterException.Unsupported e) {
      out.line("cannot be sent with all fields: " + e.getMessage());
    }
  }

  WebService service() {
    return service;
  }

  /**
   * {@code kinds} of writes whose records are read before.
   *
   * @param lost what becomes of what is changed in between
   */
  void compared(String kinds, String lost) {
    out.line(
        "before each "
            + kinds
            + " the record is read by its key, and the write sent where "
            + (manifest.version().isPresent() ? "its version is" : "the values that it changes are")
            + " as the hub knows; what somebody changes in between "
            + lost);
  }

  Records records() {
    return records;
  }

  private void inbound(InboundSpec inbound) {
    out.line("is called by POST " + inbound.path() + ":");
    out.below(
        () -> {
          out.line(
              inbound.verify().algorithm()
                  + " by "
                  + inbound.verify().secrets().stream()
                      .map(each -> each.text())
                      .collect(Collectors.joining(" or "))
                  + " over "
                  + inbound.verify().over().text()
                  + " must be in "
                  + inbound.verify().signature().header());
          out.line("what it names is read by key");
        });
  }

  private void stream(StreamSpec stream) {
    boolean sse = stream.kind() == StreamSpec.Kind.SSE;
    out.line(
        (sse ? "hears server-sent events of " : "waits for answers of ")
            + stream.call().method()
            + " "
            + stream.call().template()
            + ":");
    out.below(
        () -> {
          out.line("connects anew where nothing comes in " + stream.silence());
          stream
              .resume()
              .ifPresent(
                  each -> out.line("goes on by query." + each.param() + ", from " + each.from()));
          out.line(
              stream.event().isPresent()
                  ? "what it names is read by key"
                  : "whatever it tells, the dataset is looked at");
        });
  }
}

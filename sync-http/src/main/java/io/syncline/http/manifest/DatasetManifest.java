package io.syncline.http.manifest;

import io.syncline.http.codec.Codec;
import io.syncline.http.codec.MultipartFormat;
import io.syncline.spi.DatasetSchema.NativeField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a manifest says of one dataset.
 *
 * @param key native fields, in order
 * @param schema the fields of its records; empty: not described
 * @param codec how bodies are read and written
 * @param inbound how the service calls us; empty: it does not
 * @param stream how it tells by itself what changes; empty: it does not
 * @param attachments files that its records refer to
 * @param readAfterWrite how long reads may miss a write
 * @param hook the id of the Java that it goes through; empty: that of the connection, if any
 */
public record DatasetManifest(
    String name,
    List<String> key,
    List<NativeField> schema,
    Optional<VersionSpec> version,
    ReadSpec read,
    Optional<ListSpec> scan,
    Optional<FeedSpec> feed,
    WriteSpec write,
    Codec codec,
    Optional<InboundSpec> inbound,
    Optional<StreamSpec> stream,
    List<AttachmentSpec> attachments,
    Duration readAfterWrite,
    Optional<String> hook) {

  public DatasetManifest {
    key = List.copyOf(key);
    schema = List.copyOf(schema);
    attachments = List.copyOf(attachments);
  }

  /** The key of the record that has this address, by its fields; empty where it tells none. */
  public Optional<Map<String, String>> keyOf(String address) {
    return addresses().key(address);
  }

  /** Whether the address of a record tells all of its key. */
  boolean addressTellsKey() {
    return addresses().tell(key);
  }

  private RecordAddresses addresses() {
    return RecordAddresses.of(
        Stream.of(
                read.one(),
                write.update().map(WriteSpec.Single::call),
                write.delete().map(WriteSpec.Single::call))
            .flatMap(Optional::stream));
  }

  /** Whether answers of several parts are taken apart. */
  public boolean readsParts() {
    return codec.decode().format() instanceof MultipartFormat
        || write.batch().filter(WriteSpec.Batch::isOfParts).isPresent();
  }

  /** Whether files of its records are written. */
  boolean uploads() {
    return attachments.stream().anyMatch(each -> each.writing().isPresent());
  }

  /** All that are made for it, each once. */
  List<Call> calls() {
    List<Optional<Call>> calls =
        List.of(
            read.one(),
            read.many().map(ReadSpec.Many::call),
            scan.map(ListSpec::call),
            write.create().map(WriteSpec.Single::call),
            write.update().map(WriteSpec.Single::call),
            write.delete().map(WriteSpec.Single::call),
            write.batch().map(WriteSpec.Batch::call),
            write.findsCreates().map(WriteSpec.Find::call));
    return Stream.concat(
            calls.stream().flatMap(Optional::stream),
            Stream.concat(
                write.bulk().stream().flatMap(each -> each.calls().stream()),
                feed.stream().flatMap(each -> each.calls().stream())))
        .distinct()
        .toList();
  }

  DatasetManifest with(Codec other) {
    return new DatasetManifest(
        name,
        key,
        schema,
        version,
        read,
        scan,
        feed,
        write,
        other,
        inbound,
        stream,
        attachments,
        readAfterWrite,
        hook);
  }
}

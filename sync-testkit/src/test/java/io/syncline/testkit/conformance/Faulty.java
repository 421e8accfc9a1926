package io.syncline.testkit.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.BulkWriter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.PointReader;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.Tracking;
import io.syncline.spi.Writer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A dataset that passes everything on, but what is replaced. */
class Faulty implements Dataset {

  final Dataset right;
  UnaryOperator<Capabilities> capabilities = each -> each;
  UnaryOperator<ChangeFeed> feed = each -> each;
  UnaryOperator<Scanner> scanner = each -> each;
  UnaryOperator<PointReader> reader = each -> each;
  UnaryOperator<SchemaReader> schema = each -> each;
  UnaryOperator<Writer> writer = each -> each;
  UnaryOperator<BulkWriter> bulk = each -> each;
  UnaryOperator<ContentReader> contents = each -> each;
  UnaryOperator<InboundReceiver> receiver = each -> each;
  UnaryOperator<Optional<RangeDigester>> digester = each -> each;
  Optional<Tracking> tracking = Optional.empty();

  Faulty(Dataset right) {
    this.right = right;
  }

  @Override
  public DatasetSpec spec() {
    return right.spec();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities.apply(right.capabilities());
  }

  @Override
  public Optional<SchemaReader> schemaReader() {
    return right.schemaReader().map(schema);
  }

  @Override
  public Optional<PointReader> pointReader() {
    return right.pointReader().map(reader);
  }

  @Override
  public Optional<ContentReader> contentReader() {
    return right.contentReader().map(contents);
  }

  @Override
  public Optional<Scanner> scanner() {
    return right.scanner().map(scanner);
  }

  @Override
  public Optional<RangeDigester> rangeDigester() {
    return digester.apply(right.rangeDigester());
  }

  @Override
  public Optional<ChangeFeed> changeFeed() {
    return right.changeFeed().map(feed);
  }

  @Override
  public Optional<Writer> writer() {
    return right.writer().map(writer);
  }

  @Override
  public Optional<BulkWriter> bulkWriter() {
    return right.bulkWriter().map(bulk);
  }

  @Override
  public Optional<InboundReceiver> inboundReceiver() {
    return right.inboundReceiver().map(receiver);
  }

  @Override
  public Optional<Tracking> tracking() {
    return tracking;
  }

  /** The adapter whose datasets are made wrong by {@code fault}. */
  static Adapter adapter(Adapter right, java.util.function.Consumer<Faulty> fault) {
    return new ProbedAs(right, right.probe(Adapter.Probe.DEEP, MemorySubject.SHORT)) {
      @Override
      public Dataset dataset(DatasetSpec spec) {
        Faulty faulty = new Faulty(right.dataset(spec));
        fault.accept(faulty);
        return faulty;
      }
    };
  }
}

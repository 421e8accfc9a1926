package io.syncline.jdbc;

import io.syncline.jdbc.apply.TableWriter;
import io.syncline.jdbc.apply.WriteLedger;
import io.syncline.jdbc.capture.Cursors;
import io.syncline.jdbc.capture.KeyReader;
import io.syncline.jdbc.capture.TableContents;
import io.syncline.jdbc.capture.TableScanner;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.spi.Capabilities;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.PointReader;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.Scanner;
import io.syncline.spi.SchemaReader;
import io.syncline.spi.Tracking;
import io.syncline.spi.WriteKind;
import io.syncline.spi.Writer;
import java.time.InstantSource;
import java.util.Optional;

/** One table, with the facets that fit it. */
final class JdbcDataset implements Dataset {

  private final DatasetSpec spec;
  private final DatasetShape shape;
  private final Sessions sessions;
  private final Optional<WriteLedger> ledger;
  private final InstantSource clock;

  JdbcDataset(
      DatasetSpec spec,
      DatasetShape shape,
      Sessions sessions,
      Optional<WriteLedger> ledger,
      InstantSource clock) {
    this.spec = spec;
    this.shape = shape;
    this.sessions = sessions;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public DatasetSpec spec() {
    return spec;
  }

  @Override
  public Capabilities capabilities() {
    RowForm form = shape.form();
    Capabilities.Builder can =
        Capabilities.builder()
            .feed(shape.means().capture().kind())
            .deletes(shape.means().capture().deletes())
            .versions(form.versioned() ? Capabilities.Versions.OPAQUE : Capabilities.Versions.NONE)
            .maxBatchRows(TableWriter.MAX_ROWS);
    if (shape.means().writing().possible()) {
      writes(can);
    }
    if (form.key().stream().allMatch(Column::assigned)) {
      can.keysAssigned();
    }
    return can.build();
  }

  private void writes(Capabilities.Builder can) {
    boolean byRequests = shape.means().writing().requests().isPresent();
    can.preconditions(
            Capabilities.PreconditionKind.ABSENT,
            Capabilities.PreconditionKind.EXISTS,
            Capabilities.PreconditionKind.FIELDS)
        .writes(WriteKind.CREATE, WriteKind.UPDATE, WriteKind.DELETE)
        .idempotency(
            byRequests || ledger.isPresent()
                ? Capabilities.Idempotency.REMEMBERED
                : Capabilities.Idempotency.NATURAL);
    if (shape.form().versioned()) {
      can.preconditions(Capabilities.PreconditionKind.VERSION);
    }
    if (!byRequests) {
      can.reportsShown();
    }
  }

  @Override
  public Optional<SchemaReader> schemaReader() {
    return Optional.of(new TableSchemaReader(sessions, spec, shape.means().writing()::takes));
  }

  @Override
  public Optional<PointReader> pointReader() {
    return Optional.of(new KeyReader(sessions, shape.form()));
  }

  @Override
  public Optional<ContentReader> contentReader() {
    return shape.form().carried().stream().anyMatch(each -> each.form().isLarge())
        ? Optional.of(new TableContents(sessions, shape.form(), clock))
        : Optional.empty();
  }

  @Override
  public Optional<Scanner> scanner() {
    Cursors cursors = CaptureSite.cursors(shape.form(), "scan", "");
    return Optional.of(new TableScanner(sessions, shape.form(), cursors, changeFeed()));
  }

  @Override
  public Optional<RangeDigester> rangeDigester() {
    return shape.digester();
  }

  @Override
  public Optional<ChangeFeed> changeFeed() {
    return shape.means().capture().feed();
  }

  @Override
  public Optional<Tracking> tracking() {
    return shape.means().capture().tracking();
  }

  @Override
  public Optional<Writer> writer() {
    if (!shape.means().writing().possible()) {
      return Optional.empty();
    }
    return Optional.of(
        shape
            .means()
            .writing()
            .requests()
            .map(each -> TableWriter.byRequests(sessions, shape.form(), each, clock))
            .orElseGet(() -> TableWriter.direct(sessions, shape.form(), ledger, clock)));
  }
}

package io.syncline.jdbc.conformance;

import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.conformance.Configured;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.conformance.TimeLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table of customers in a database of its own, followed in one way. */
final class TableSubject implements Subject, AutoCloseable {

  private static final Duration SHORT = Duration.ofSeconds(8);

  /**
   * A log is decoded, and a journal read, from its beginning on: a hundred thousand records at
   * once. An outbox is read by the code of a journal, where there is one, or of H2 quickly.
   */
  private static final Duration LONG = Duration.ofSeconds(15);

  private final Way way;
  private final TableHost host;
  private final Recording recording;
  private final SqlSideChannel behind;
  private @Nullable TableSubject sibling;

  TableSubject(Way way) {
    this.way = way;
    this.host = new TableHost(way.product());
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("id", way.keyType());
    columns.putAll(CustomerTable.COLUMNS);
    this.recording = Recording.of(way, way.dataset());
    this.behind = new SqlSideChannel(host, way.product(), Way.TABLE, "id", columns, recording);
    CustomerTable.create(host, way);
    if (way.isExchanged()) {
      way.product().createOtherSide(host, Way.TABLE, "id", columns);
    }
    if (way.isTracked()) {
      host.track(Way.TABLE, dataset());
    }
  }

  @Override
  public String name() {
    return way.name();
  }

  @Override
  public AdapterSource adapter() {
    return host.adapter();
  }

  @Override
  public DatasetSpec dataset() {
    List<String> fields = new ArrayList<>(List.of("id"));
    fields.addAll(CustomerTable.COLUMNS.keySet());
    return DatasetSpec.of(way.dataset())
        .withKey("id")
        .withFields(fields)
        .withOptions(way.options());
  }

  @Override
  public SideChannel behind() {
    return behind;
  }

  @Override
  public Optional<Configured> configured() {
    return Optional.of(host.configured());
  }

  @Override
  public Abilities abilities() {
    return new TableAbilities(this, way, host, behind, recording);
  }

  @Override
  public Map<String, String> inapplicable() {
    return way.inapplicable();
  }

  @Override
  public Map<String, String> deviations() {
    return way.deviations();
  }

  @Override
  public TimeLimits limits() {
    return TimeLimits.standard()
        .withCall(
            way.isRecorded() || !way.isTracked() || !way.product().waitsForTables() ? SHORT : LONG)
        .withPatience(SHORT);
  }

  /** The same in another database. */
  synchronized TableSubject sibling() {
    if (sibling == null) {
      sibling = new TableSubject(way);
    }
    return sibling;
  }

  @Override
  public synchronized void close() {
    if (sibling != null) {
      sibling.close();
    }
    host.close();
  }
}

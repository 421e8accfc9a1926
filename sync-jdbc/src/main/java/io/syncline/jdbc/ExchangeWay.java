package io.syncline.jdbc;

import io.syncline.jdbc.apply.InboundTable;
import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.capture.OutboundFeed;
import io.syncline.jdbc.capture.OutboundTable;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code feed=exchange}: see {@link ExchangeFeed}. */
final class ExchangeWay implements CaptureWay {

  static final String NAME = "exchange";

  private static final String SELECT = "SELECT";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return ExchangeOptions.ALL;
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    return ExchangeOptions.of(spec).faults();
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.empty();
  }

  @Override
  public Capture over(CaptureSite site) {
    return means(site).capture();
  }

  @Override
  public Means means(CaptureSite site) {
    OutboundTable outbound = outbound(site);
    Optional<InboundTable> inbound =
        ExchangeOptions.of(site.spec()).inbound().map(each -> inbound(site, each));
    OutboundFeed feed =
        new OutboundFeed(
            site.sessions(),
            site.form(),
            outbound,
            site.cursors(NAME, " by " + outbound.shape().name()),
            site.clock());
    List<Need> needs = new ArrayList<>();
    needs.add(Need.toRead(site.form().shape()));
    needs.add(new Need(outbound.shape(), List.of(SELECT, "UPDATE")));
    inbound.ifPresent(each -> needs.add(new Need(each.shape(), List.of(SELECT, "INSERT"))));
    return new Means(
        Capture.exchange(feed), inbound.map(Writing::byRequests).orElseGet(Writing::none), needs);
  }

  private static OutboundTable outbound(CaptureSite site) {
    ExchangeOptions options = ExchangeOptions.of(site.spec());
    Columns columns = new Columns(site, ExchangeOptions.OUTBOUND, options.outbound());
    return columns.make(
        shape ->
            new OutboundTable(
                shape,
                columns.named(ExchangeOptions.NUMBER),
                columns.named(ExchangeOptions.STATE),
                columns.optional(ExchangeOptions.MESSAGE),
                site.form().key().stream().map(each -> columns.of(each.name())).toList(),
                options.states()));
  }

  /** Its fields are those that both tables have. */
  private static InboundTable inbound(CaptureSite site, TableName name) {
    ExchangeOptions options = ExchangeOptions.of(site.spec());
    Columns columns = new Columns(site, ExchangeOptions.INBOUND, name);
    Stream<String> key = site.form().key().stream().map(Column::name);
    Stream<String> others =
        site.form().carried().stream()
            .filter(each -> !each.generated())
            .map(Column::name)
            .filter(each -> columns.shape.column(each).isPresent());
    List<String> fields = Stream.concat(key, others).distinct().toList();
    return columns.make(
        shape ->
            new InboundTable(
                shape,
                columns.named(ExchangeOptions.REQUEST),
                columns.named(ExchangeOptions.OPERATION),
                columns.named(ExchangeOptions.STATE),
                columns.optional(ExchangeOptions.MESSAGE),
                fields.stream().map(columns::of).toList(),
                options.states(),
                options.operations()));
  }

  /** Finds the columns of one exchange table, and tells all that are missing at once. */
  private static final class Columns {

    private final ExchangeOptions options;
    private final String option;
    private final TableShape shape;
    private final List<String> missing = new ArrayList<>();

    Columns(CaptureSite site, String option, TableName name) {
      this.options = ExchangeOptions.of(site.spec());
      this.option = option;
      this.shape =
          site.sessions()
              .read(
                  site.spec().name(),
                  Isolation.EACH_STATEMENT,
                  site.within(),
                  session -> site.form().dialect().describe(session.sql(), name))
              .orElseThrow(() -> fault("must be a table that can be seen: value=" + name));
    }

    <T> T make(Function<TableShape, T> table) {
      T made = table.apply(shape);
      if (!missing.isEmpty()) {
        throw fault("must have the columns " + missing + ": value=" + shape.name());
      }
      return made;
    }

    Column named(String usual) {
      return of(options.column(usual));
    }

    Optional<Column> optional(String usual) {
      String name = options.column(usual);
      return name.equals(usual) ? shape.column(name) : Optional.of(of(name));
    }

    /** Any of the table's where it is missing: what is made of it is thrown away. */
    Column of(String name) {
      Optional<Column> column = shape.column(name);
      if (column.isEmpty()) {
        missing.add(name);
      }
      return column.orElse(shape.columns().get(0));
    }

    private AdapterException fault(String message) {
      return new AdapterException.ConfigInvalid(List.of(DatasetSettings.fault(option, message)));
    }
  }
}

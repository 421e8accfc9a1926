package io.syncline.jdbc.capture.log;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Health;
import io.syncline.spi.SettingFault;
import io.syncline.spi.Tracking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;

/**
 * A publication of the table and a slot for it. The publication is made first: the slot reads by
 * what is published when a change is made. The table itself is left as it is; one whose replica
 * identity does not name its key is refused, since a publication would have PostgreSQL refuse the
 * updates of whoever uses it.
 */
public final class SlotTracking implements Tracking {

  private final Sessions sessions;
  private final TableShape table;
  private final List<Column> key;
  private final LogSlot slot;
  private final LogStreams streams;
  private final SlotChecks checks;

  public SlotTracking(
      Sessions sessions, TableShape table, List<Column> key, LogSlot slot, LogStreams streams) {
    this.sessions = sessions;
    this.table = table;
    this.key = List.copyOf(key);
    this.slot = slot;
    this.streams = streams;
    this.checks = new SlotChecks(slot, table);
  }

  @Override
  public List<String> installation(Duration within) {
    return read(within, session -> texts(session.sql(), missing(session.sql())));
  }

  /** Each in a transaction of its own: a slot is made only where nothing was written before. */
  @Override
  public void install(Duration within) {
    requireGrounds(within);
    int most = read(within, session -> missing(session.sql())).size();
    for (int done = 0; done < most; done++) {
      run(within, session -> missing(session.sql()));
    }
  }

  private void requireGrounds(Duration within) {
    List<SettingFault> faults =
        read(within, session -> grounds(session.sql())).stream()
            .filter(check -> !check.good())
            .map(check -> new SettingFault(check.name(), check.detail()))
            .toList();
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
  }

  @Override
  public List<Health.Check> verify(Duration within) {
    return read(
        within,
        session -> {
          List<Health.Check> all = new ArrayList<>(grounds(session.sql()));
          SlotState state = look(session.sql());
          all.addAll(checks.installed(state));
          state.slot().map(checks::lag).ifPresent(all::add);
          return all;
        });
  }

  @Override
  public List<String> removal(Duration within) {
    return read(within, session -> texts(session.sql(), present(session.sql())));
  }

  @Override
  public void uninstall(Duration within) {
    streams.forget(slot.name());
    int most = read(within, session -> present(session.sql())).size();
    for (int done = 0; done < most; done++) {
      run(within, session -> present(session.sql()));
    }
  }

  private List<Health.Check> grounds(DSLContext sql) {
    SlotState state = look(sql);
    List<Health.Check> all = new ArrayList<>(checks.grounds(state));
    boolean may =
        sql.select(
                field(
                    "coalesce((select r.rolsuper or r.rolreplication from pg_roles r where"
                        + " r.rolname = current_user), false)",
                    Boolean.class))
            .fetchSingle()
            .value1();
    all.add(
        new Health.Check(
            "right to replicate",
            may,
            may ? "" : "missing: REPLICATION: alter role " + user(sql) + " replication"));
    boolean room =
        state.slot().isPresent()
            || sql.select(
                    field(
                        "(select count(*) from pg_replication_slots) <"
                            + " current_setting('max_replication_slots')::int",
                        Boolean.class))
                .fetchSingle()
                .value1();
    all.add(
        new Health.Check(
            "max_replication_slots",
            room,
            room ? "" : "all are in use: raise max_replication_slots and restart"));
    return all;
  }

  private static String user(DSLContext sql) {
    return sql.select(field("quote_ident(current_user)", String.class)).fetchSingle().value1();
  }

  private List<Query> missing(DSLContext sql) {
    SlotState state = look(sql);
    List<Query> statements = new ArrayList<>();
    if (state.publication().isEmpty()) {
      statements.add(
          sql.query(
              "create publication {0} for table {1} with (publish_via_partition_root = true)",
              name(slot.publication()), table(table.name().name())));
    } else if (!state.publication().get().member()) {
      statements.add(
          sql.query(
              "alter publication {0} add table {1}",
              name(slot.publication()), table(table.name().name())));
    }
    if (state.slot().map(SlotState.Slot::isLost).orElse(false)) {
      statements.add(drop(sql));
    }
    if (state.slot().map(SlotState.Slot::isLost).orElse(true)) {
      statements.add(
          sql.query(
              "select pg_create_logical_replication_slot({0}, 'pgoutput')", inline(slot.name())));
    }
    return statements;
  }

  private List<Query> present(DSLContext sql) {
    SlotState state = look(sql);
    List<Query> statements = new ArrayList<>();
    if (state.slot().isPresent()) {
      statements.add(drop(sql));
    }
    SlotState.Publication publication = state.publication().orElse(null);
    if (publication != null && publication.alone()) {
      statements.add(sql.query("drop publication {0}", name(slot.publication())));
    } else if (publication != null && publication.named()) {
      statements.add(
          sql.query(
              "alter publication {0} drop table {1}",
              name(slot.publication()), table(table.name().name())));
    }
    return statements;
  }

  private Query drop(DSLContext sql) {
    return sql.query("select pg_drop_replication_slot({0})", inline(slot.name()));
  }

  private static List<String> texts(DSLContext sql, List<Query> statements) {
    return statements.stream().map(sql::renderInlined).toList();
  }

  private SlotState look(DSLContext sql) {
    return SlotState.look(sql, slot, table, key)
        .orElseThrow(
            () -> new AdapterException.SchemaChanged(table.name() + " is not there any more"));
  }

  private <T> T read(Duration within, java.util.function.Function<Session, T> work) {
    return sessions.read(table.name().toString(), Isolation.EACH_STATEMENT, within, work);
  }

  /** The first of those that are due, in a transaction of its own. */
  private void run(Duration within, java.util.function.Function<Session, List<Query>> due) {
    Optional<String> first =
        read(within, session -> texts(session.sql(), due.apply(session)).stream().findFirst());
    if (first.isPresent()) {
      sessions.write(
          table.name().toString(), within, session -> session.sql().execute(first.get()));
    }
  }
}

package io.syncline.jdbc.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterSource;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.conformance.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What can be done to a table of customers by SQL, by other accounts and on the wire. */
final class TableAbilities implements Abilities {

  private static final String PARENT = CustomerTable.CHILD + "nobody";

  /** Above all that records get by themselves. */
  private static final long FAR_KEYS = 7_000_000;

  private final TableSubject subject;
  private final Way way;
  private final TableHost host;
  private final SqlSideChannel behind;
  private final Recording recording;

  TableAbilities(
      TableSubject subject, Way way, TableHost host, SqlSideChannel behind, Recording recording) {
    this.subject = subject;
    this.way = way;
    this.host = host;
    this.behind = behind;
    this.recording = recording;
  }

  @Override
  public Optional<Function<Row, Pending>> createLate() {
    return Optional.of(
        fields -> {
          try {
            Connection open = host.connect();
            open.setAutoCommit(false);
            NativeKey key = behind.create(open, fields);
            return () -> committed(open, key);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static NativeKey committed(Connection open, NativeKey key) {
    try (open) {
      open.commit();
      return key;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<Function<List<Row>, List<NativeKey>>> createTogether() {
    return Optional.of(
        rows ->
            host.transacted(
                connection -> {
                  List<NativeKey> keys = new ArrayList<>();
                  for (Row row : rows) {
                    keys.add(behind.create(connection, row));
                  }
                  return keys;
                }));
  }

  @Override
  public Optional<Load> load() {
    return Optional.of(new VeryMany(way, host, recording));
  }

  @Override
  public Optional<Runnable> expireFeed() {
    return new FeedExpiry(subject, way, host).action();
  }

  @Override
  public Optional<UnaryOperator<NativeKey>> move() {
    return way.isTracked()
        ? Optional.of(
            from -> {
              long to = FAR_KEYS + Long.parseLong(from.toString());
              NativeKey moved = NativeKey.of(Long.toString(to));
              return host.transacted(
                  connection -> {
                    recording.moved(connection, from, moved);
                    connection
                        .createStatement()
                        .execute("update customer set id = " + to + " where id = " + from);
                    return moved;
                  });
            })
        : Optional.empty();
  }

  @Override
  public Optional<Supplier<List<String>>> catalogue() {
    return way.isJournaled()
        ? Optional.of(() -> Catalogue.names(host, way.product()))
        : Optional.empty();
  }

  @Override
  public Optional<Runnable> cutNextAnswer() {
    return Optional.of(() -> way.product().cutNextCommit(host, way.dataset()));
  }

  @Override
  public Optional<Runnable> stallNextRead() {
    return Optional.of(behind::stall);
  }

  @Override
  public Optional<Consumer<Duration>> skewClock() {
    return way.isStamped()
        ? Optional.of(by -> way.product().skewClock(host, by.toSeconds()))
        : Optional.empty();
  }

  @Override
  public Optional<AdapterSource> wrongCredentials() {
    return Optional.of(host.asNobody());
  }

  @Override
  public Optional<AdapterSource> wrongAddress() {
    return Optional.of(host.elsewhere());
  }

  /** Rights are those to the tables in use, so the table is looked at first. */
  @Override
  public Optional<LackingRight> lackingRight() {
    if (way.isView() && !way.product().viewsAreAsTables()) {
      return Optional.empty(); // it is read only, and reading takes one right
    }
    AdapterSource reading =
        context -> {
          Adapter adapter = host.asReader().open(context);
          adapter.dataset(way.product().readable(subject.dataset()));
          return adapter;
        };
    return Optional.of(new LackingRight(reading, "UPDATE"));
  }

  @Override
  public Optional<Family> family() {
    return Optional.of(
        new Family() {
          @Override
          public Row reference() {
            host.run(
                "delete from parent where not exists (select 1 from customer where parent = name)");
            return Row.of("city", Value.of(PARENT));
          }

          @Override
          public void createParent() {
            host.run("insert into parent values ('" + PARENT + "')");
          }
        });
  }

  @Override
  public Optional<Alteration> alteration() {
    return Optional.of(way.isView() ? new OfView() : new OfTable());
  }

  /** A column of the table. */
  private final class OfTable implements Alteration {
    @Override
    public void add() {
      host.run("alter table customer add column extra text");
    }

    @Override
    public void remove() {
      host.run("alter table customer rename column city to town");
    }

    @Override
    public void restore() {
      way.product().restoreCustomers(host);
    }
  }

  /** A column of the view. */
  private final class OfView implements Alteration {
    @Override
    public void add() {
      CustomerTable.createView(host, "city", ", upper(name) as extra");
    }

    @Override
    public void remove() {
      CustomerTable.createView(host, "town", "");
    }

    @Override
    public void restore() {
      CustomerTable.createView(host, "city", "");
    }
  }

  @Override
  public Optional<LargeField> largeField() {
    return Optional.of(new Papers(host, way.product()));
  }

  @Override
  public Optional<Subject> oddlyNamed() {
    return Optional.of(new OddSubject(host, way));
  }

  @Override
  public Optional<Subject> sibling() {
    return Optional.of(subject.sibling());
  }
}

package io.syncline.jdbc.kill;

import static io.syncline.jdbc.JournalFeed.journal;
import static io.syncline.jdbc.PollingFeed.polling;

import io.syncline.jdbc.JdbcAdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetOptions;
import io.syncline.spi.Settings;
import io.syncline.testkit.database.OwnServer;
import io.syncline.testkit.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the two databases, whose customers have a number of the database's own and a reference
 * that is unique, though the database does not know. What anybody does to a row is noted in the
 * same transaction, in the table {@code history}.
 */
record Site(String url, String user, String password, Feed feed) {

  /** How the hub follows it. */
  enum Feed {
    POLLED {
      @Override
      DatasetOptions options() {
        return polling("updated_at");
      }
    },
    JOURNALED {
      @Override
      DatasetOptions options() {
        return journal();
      }
    };

    abstract DatasetOptions options();
  }

  private static final List<String> POSTGRESQL =
      List.of(
          "create table customer (id bigserial primary key, ref text not null, name text, city text,"
              + " amount bigint, updated_at timestamptz not null default now())",
          "create table history (ref text not null, act text not null, name text, city text,"
              + " amount bigint)",
          "create function stamp() returns trigger language plpgsql as"
              + " $$ begin new.updated_at = now(); return new; end $$",
          "create trigger stamped before update on customer for each row execute function stamp()",
          "create function note() returns trigger language plpgsql as $$ begin"
              + " if tg_op = 'DELETE' then insert into history values (old.ref, 'delete');"
              + " elsif tg_op = 'INSERT' then"
              + " insert into history values (new.ref, 'insert', new.name, new.city, new.amount);"
              + " else insert into history values (new.ref, case"
              + " when (new.ref, new.name, new.city, new.amount) is distinct from"
              + " (old.ref, old.name, old.city, old.amount) then 'update' else 'same' end,"
              + " new.name, new.city, new.amount); end if; return null; end $$",
          "create trigger noted after insert or update or delete on customer"
              + " for each row execute function note()");

  /** And MySQL. */
  private static final List<String> MARIADB =
      List.of(
          "create table customer (id bigint auto_increment primary key, ref varchar(60) not null,"
              + " name varchar(60), city varchar(60), amount bigint, updated_at timestamp(6)"
              + " not null default current_timestamp(6) on update current_timestamp(6))",
          "create table history (ref varchar(60) not null, act varchar(9) not null,"
              + " name varchar(60), city varchar(60), amount bigint)",
          "create trigger noted_insert after insert on customer for each row"
              + " insert into history values (new.ref, 'insert', new.name, new.city, new.amount)",
          "create trigger noted_update after update on customer for each row"
              + " insert into history values (new.ref, if(new.ref <=> old.ref and new.name <=> old.name"
              + " and new.city <=> old.city and new.amount <=> old.amount, 'same', 'update'),"
              + " new.name, new.city, new.amount)",
          "create trigger noted_delete after delete on customer for each row"
              + " insert into history (ref, act) values (old.ref, 'delete')");

  private static final List<String> INDEXES =
      List.of(
          "create index customer_ref on customer (ref)",
          "create index customer_updated_at on customer (updated_at)",
          "create index history_ref on history (ref)");

  /** How many words it takes to say where it is. */
  static final int WORDS = 4;

  static Site of(String[] words, int from) {
    return new Site(words[from], words[from + 1], words[from + 2], Feed.valueOf(words[from + 3]));
  }

  static Site of(OwnServer server, Feed feed) {
    return new Site(server.jdbcUrl(), server.user(), server.password(), feed);
  }

  static Site of(TestDatabase database, Feed feed) {
    return new Site(database.jdbcUrl(), database.user(), database.password(), feed);
  }

  /** As part of a command line, which {@link #of} reads. */
  List<String> words() {
    return List.of(url, user, password, feed.name());
  }

  /** With a pool of the adapter's own. */
  AdapterSource adapter() {
    Settings settings = Settings.of(Map.of("url", url, "user", user, "password", password));
    return context -> new JdbcAdapterProvider().open(settings, context);
  }

  void createTables() throws SQLException {
    run(url.startsWith("jdbc:mariadb:") ? MARIADB : POSTGRESQL);
    run(INDEXES);
  }

  void run(List<String> statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** All rows that a query finds, each as texts. */
  List<List<String>> rows(String query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(found.getString(column)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}

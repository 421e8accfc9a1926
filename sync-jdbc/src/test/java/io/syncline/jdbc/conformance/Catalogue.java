package io.syncline.jdbc.conformance;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What has a name in a database of PostgreSQL, but what the server made for itself. */
final class Catalogue {

  private static final String NAMES =
      "select name from (select concat('table ', relnamespace::regnamespace, '.', relname) from"
          + " pg_class where relkind in ('r', 'p', 'v', 'S') union all select concat('function ',"
          + " pronamespace::regnamespace, '.', proname) from pg_proc union all select"
          + " concat('trigger ', tgname, ' on ', tgrelid::regclass, ' ', tgenabled) from pg_trigger"
          + " where not tgisinternal union all select concat('schema ', nspname) from"
          + " pg_namespace) as names (name) where name not like '% pg\\_%' order by name";

  private Catalogue() {}

  static List<String> names(TableHost host) {
    return host.connected(
        connection -> {
          List<String> names = new ArrayList<>();
          ResultSet found = connection.createStatement().executeQuery(NAMES);
          while (found.next()) {
            names.add(found.getString(1));
          }
          return names;
        });
  }
}

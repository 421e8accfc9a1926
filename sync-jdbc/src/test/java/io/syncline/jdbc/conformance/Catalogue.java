package io.syncline.jdbc.conformance;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What has a name in a database, but what the server made for itself. */
final class Catalogue {

  private Catalogue() {}

  static List<String> names(TableHost host, Product product) {
    return host.connected(
        connection -> {
          List<String> names = new ArrayList<>();
          ResultSet found = connection.createStatement().executeQuery(product.catalogue());
          while (found.next()) {
            names.add(found.getString(1));
          }
          return names;
        });
  }
}

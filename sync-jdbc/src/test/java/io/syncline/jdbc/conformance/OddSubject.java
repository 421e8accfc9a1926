package io.syncline.jdbc.conformance;

import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.conformance.Subject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A table whose names have everything that SQL, jOOQ and drivers may stumble over. */
final class OddSubject implements Subject {

  private static final String TABLE = "Order \"by\" x.y";

  /** In the text of a dataset's name, quoted. */
  private static final String DATASET = "\"Order \"\"by\"\" x.y\"";

  private static final String KEY = "Id.No 1";
  private static final String STAMP = "changed \"at\"";

  private final TableHost host;
  private final Way way;
  private final Map<String, String> columns;

  OddSubject(TableHost host, Way way) {
    this.host = host;
    this.way = way;
    Product product = way.product();
    columns = columns(product);
    host.run(
        "create table if not exists "
            + product.quoted(TABLE)
            + " ("
            + columns.entrySet().stream()
                .map(column -> product.quoted(column.getKey()) + " " + declared(product, column))
                .collect(Collectors.joining(", "))
            + ", primary key ("
            + product.quoted(KEY)
            + "))");
    if (way.isExchanged()) {
      product.createOtherSide(host, TABLE, KEY, columns);
    }
    if (way.isTracked()) {
      host.track(product.quoted(TABLE), dataset());
    }
  }

  private static String declared(Product product, Map.Entry<String, String> column) {
    return switch (column.getKey()) {
      case KEY -> product.keyType(column.getValue());
      case STAMP -> product.type(column.getValue()) + " default current_timestamp(6)";
      default -> product.type(column.getValue());
    };
  }

  private static Map<String, String> columns(Product product) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(KEY, "text");
    for (String name :
        new String[] {"select", "Select", "a b.c", "quo\"te'd", "what?", "{0}", ":name", "Größe"}) {
      if (product.tellsCase() || !name.equals("Select")) {
        columns.put(name, "text");
      }
    }
    columns.put(STAMP, "timestamptz");
    return columns;
  }

  @Override
  public String name() {
    return way.name() + ", with odd names";
  }

  @Override
  public AdapterSource adapter() {
    return host.adapter();
  }

  /** Followed as the other, but that a feed goes by time. */
  @Override
  public DatasetSpec dataset() {
    Map<String, String> options = new LinkedHashMap<>(way.options());
    options.replace("feed.column", STAMP);
    if (way.isExchanged()) {
      options.putAll(OtherSide.tables(DATASET));
    }
    return DatasetSpec.of(DATASET).withKey(KEY).withOptions(options);
  }

  @Override
  public SideChannel behind() {
    return new SqlSideChannel(host, way.product(), TABLE, KEY, columns, Recording.of(way, DATASET));
  }
}

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

  private static final String TABLE = "\"Order \"\"by\"\" x.y\"";
  private static final String KEY = "Id.No 1";
  private static final String STAMP = "changed \"at\"";
  private static final Map<String, String> COLUMNS = columns();

  private final TableHost host;
  private final Way way;

  OddSubject(TableHost host, Way way) {
    this.host = host;
    this.way = way;
    host.run(
        "create table if not exists "
            + TABLE
            + " ("
            + COLUMNS.entrySet().stream()
                .map(column -> SqlSideChannel.quoted(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining(", "))
            + ", primary key ("
            + SqlSideChannel.quoted(KEY)
            + "))");
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(KEY, "text");
    for (String name :
        new String[] {"select", "Select", "a b.c", "quo\"te'd", "what?", "{0}", ":name", "Größe"}) {
      columns.put(name, "text");
    }
    columns.put(STAMP, "timestamptz default now()");
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
    return DatasetSpec.of(TABLE).withKey(KEY).withOptions(options);
  }

  @Override
  public SideChannel behind() {
    Map<String, String> types = new LinkedHashMap<>(COLUMNS);
    types.put(STAMP, "timestamptz");
    return new SqlSideChannel(host, TABLE, KEY, types);
  }
}

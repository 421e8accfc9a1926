package io.syncline.testkit.conformance;

import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a process with little memory is to read.
 *
 * @param type of the provider
 * @param records how many there are at least
 * @param call the limit of one call
 * @param from where in the feed it begins; empty: it lists
 */
record SmallHeapOrder(
    String type,
    Map<String, String> settings,
    Map<String, String> secrets,
    DatasetSpec dataset,
    int records,
    Duration call,
    Optional<Cursor> from) {

  void write(Writer out) throws IOException {
    Properties all = new Properties();
    all.setProperty("type", type);
    all.setProperty("records", Integer.toString(records));
    all.setProperty("call", call.toString());
    put(all, "setting.", settings);
    put(all, "secret.", secrets);
    all.setProperty("dataset", dataset.name());
    put(all, "key.", dataset.key());
    put(all, "field.", dataset.fields());
    put(all, "option.", dataset.options());
    from.ifPresent(
        cursor -> {
          all.setProperty("cursor.adapter", cursor.adapter());
          all.setProperty("cursor.format", Integer.toString(cursor.format()));
          all.setProperty("cursor.query", cursor.query());
          all.setProperty("cursor.at", Base64.getEncoder().encodeToString(cursor.position()));
        });
    all.store(out, null);
  }

  static SmallHeapOrder read(Reader in) throws IOException {
    Properties all = new Properties();
    all.load(in);
    return new SmallHeapOrder(
        all.getProperty("type"),
        map(all, "setting."),
        map(all, "secret."),
        new DatasetSpec(
            all.getProperty("dataset"),
            list(all, "key."),
            list(all, "field."),
            map(all, "option.")),
        Integer.parseInt(all.getProperty("records")),
        Duration.parse(all.getProperty("call")),
        cursor(all));
  }

  private static Optional<Cursor> cursor(Properties all) {
    return Optional.ofNullable(all.getProperty("cursor.at"))
        .map(
            at ->
                new Cursor(
                    all.getProperty("cursor.adapter"),
                    Integer.parseInt(all.getProperty("cursor.format")),
                    all.getProperty("cursor.query"),
                    Base64.getDecoder().decode(at),
                    ""));
  }

  private static void put(Properties all, String prefix, Map<String, String> values) {
    values.forEach((name, value) -> all.setProperty(prefix + name, value));
  }

  private static void put(Properties all, String prefix, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      all.setProperty(prefix + i, values.get(i));
    }
  }

  private static TreeMap<String, String> map(Properties all, String prefix) {
    TreeMap<String, String> map = new TreeMap<>();
    all.stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(name -> map.put(name.substring(prefix.length()), all.getProperty(name)));
    return map;
  }

  private static List<String> list(Properties all, String prefix) {
    List<String> list = new ArrayList<>();
    for (String name = prefix + 0; all.containsKey(name); name = prefix + list.size()) {
      list.add(all.getProperty(name));
    }
    return list;
  }
}

package io.syncline.jdbc.capture;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.jdbc.internal.Sessions;
import io.syncline.model.NativeKey;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;
import org.jooq.SelectField;

/** Reads rows by key: one statement for all of them. */
public final class KeyReader implements PointReader {

  private static final String KEYS = "w";

  private final Sessions sessions;
  private final RowForm form;

  public KeyReader(Sessions sessions, RowForm form) {
    this.sessions = sessions;
    this.form = form;
  }

  @Override
  public List<PointRead> read(List<NativeKey> keys, Duration within) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<Optional<List<String>>> parts = keys.stream().map(form::keyParts).toList();
    Map<Integer, PointRead> found =
        sessions.read(
            form.shape().name().toString(),
            Isolation.EACH_STATEMENT,
            within,
            session -> found(session, keys, parts));
    List<PointRead> reads = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      PointRead read = found.get(i);
      reads.add(read == null ? new PointRead.Gone(keys.get(i)) : read);
    }
    return reads;
  }

  private Map<Integer, PointRead> found(
      Session session, List<NativeKey> keys, List<Optional<List<String>>> parts) {
    Map<Integer, PointRead> found = new HashMap<>();
    select(session, form, parts)
        .forEach((i, row) -> found.put(i, new PointRead.Found(keys.get(i), form.image(row))));
    return found;
  }

  /**
   * The rows of the given keys, by their place in the list. A key that no row can have finds none.
   */
  public static Map<Integer, Record> select(
      Session session, RowForm form, List<Optional<List<String>>> keys) {
    List<String[]> columns = new ArrayList<>();
    for (int i = 0; i < form.key().size(); i++) {
      columns.add(part(keys, i));
    }
    List<SelectField<?>> fields = new ArrayList<>(form.fields());
    fields.add(field(name(KEYS, "n"), Long.class).as("n"));
    Map<Integer, Record> rows = new HashMap<>();
    session
        .sql()
        .select(fields)
        .from(form.dialect().rows(KEYS, columns))
        .join(form.table())
        .on(form.isKey(i -> field(name(KEYS, "c" + (i + 1)), String.class)))
        .forEach(row -> rows.put(row.get("n", Integer.class) - 1, row));
    return rows;
  }

  private static String[] part(List<Optional<List<String>>> keys, int part) {
    return keys.stream()
        .map(key -> key.map(each -> each.get(part)).orElse(null))
        .toArray(String[]::new);
  }
}

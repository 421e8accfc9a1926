package io.syncline.jdbc.capture;

import io.syncline.jdbc.dialect.JournalEntry;
import io.syncline.jdbc.dialect.JournalOperation;
import io.syncline.jdbc.internal.RowForm;
import io.syncline.jdbc.internal.Session;
import io.syncline.model.NativeKey;
import io.syncline.spi.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Record;

/**
 * One page of entries, as changes: each key once, with its row as it is now or as gone. A changed
 * key is told as moved, unless another row has the old key by now: then both rows are told as they
 * are. Moves come first, in the order in which they were made.
 */
final class EntryPage {

  private final RowForm form;
  private final List<JournalEntry> entries;

  EntryPage(RowForm form, List<JournalEntry> entries) {
    this.form = form;
    this.entries =
        entries.stream().sorted(Comparator.comparingLong(JournalEntry::position)).toList();
  }

  List<Change> changes(Session session) {
    Map<NativeKey, Optional<Record>> rows = rows(session);
    List<Change> changes = new ArrayList<>();
    Map<NativeKey, Change> states = new LinkedHashMap<>();
    Set<NativeKey> left = new HashSet<>();
    for (JournalEntry entry : entries) {
      NativeKey key = key(entry.key());
      Optional<Record> row = rows.getOrDefault(key, Optional.empty());
      if (entry.operation() == JournalOperation.MOVED && row.isEmpty()) {
        changes.add(new Change.Moved(key, key(entry.movedTo().orElseThrow())));
        left.add(key);
      } else {
        states.put(key, state(key, row));
      }
    }
    states.keySet().removeAll(left);
    changes.addAll(states.values());
    return changes;
  }

  private Map<NativeKey, Optional<Record>> rows(Session session) {
    List<NativeKey> keys = entries.stream().map(each -> key(each.key())).distinct().toList();
    Map<NativeKey, Optional<Record>> rows = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      return rows;
    }
    Map<Integer, Record> found =
        KeyReader.select(session, form, keys.stream().map(form::keyParts).toList());
    for (int i = 0; i < keys.size(); i++) {
      rows.put(keys.get(i), Optional.ofNullable(found.get(i)));
    }
    return rows;
  }

  private Change state(NativeKey key, Optional<Record> row) {
    return row.<Change>map(each -> new Change.Upserted(key, form.image(each)))
        .orElseGet(() -> new Change.Deleted(key, Optional.empty(), Optional.empty()));
  }

  /** In the one form that keys have everywhere. */
  private NativeKey key(String text) {
    NativeKey key = NativeKey.parse(text);
    return form.keyParts(key).map(NativeKey::new).orElse(key);
  }
}

package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.operate.json.JournalJson;
import io.syncline.store.JournalPosition;
import io.syncline.store.Journaled;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All decisions of an entity, to be taken elsewhere. Reads the store alone, as of one moment. */
public final class Journal {

  private static final int PAGE = 1_000;

  private final StateStore store;

  public Journal(StateStore store) {
    this.store = store;
  }

  /**
   * Writes a JSON object per line, by record and then by age. Memory holds a page of it.
   *
   * @return how many lines
   * @throws IOException where {@code out} throws it
   */
  public long export(SyncEntity entity, Appendable out) throws IOException {
    long lines = 0;
    try (StoreView view = store.view()) {
      Optional<JournalPosition> after = Optional.empty();
      List<Journaled> page = view.journal(entity.name(), after, PAGE);
      while (!page.isEmpty()) {
        for (Journaled each : page) {
          out.append(JournalJson.of(each.entry())).append('\n');
        }
        lines += page.size();
        after = Optional.of(page.get(page.size() - 1).position());
        page = view.journal(entity.name(), after, PAGE);
      }
    }
    return lines;
  }
}

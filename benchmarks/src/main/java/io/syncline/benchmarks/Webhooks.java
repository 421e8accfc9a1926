package io.syncline.benchmarks;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many deliveries a hub takes in a second, each stored on disk before it is answered, and
 * whether all that were answered are there when it is killed amid them, and in the end.
 *
 * <p>System properties: {@code benchmark.deliveries}, 100,000 unless given; {@code
 * benchmark.kills}, how often the hub is killed, once unless given; {@code benchmark.results}, a
 * file to write the figures to. The first quarter is not counted, and the second half is sent while
 * it is killed.
 */
public final class Webhooks {

  private final Path folder;
  private final int deliveries;
  private final int kills;

  private Webhooks(Path folder, int deliveries, int kills) {
    this.folder = folder;
    this.deliveries = deliveries;
    this.kills = kills;
  }

  /**
   * What came of it.
   *
   * @param perSecond how many were taken in a second, by a hub that was left alone
   * @param perSecondKilled the same by one that was killed and started again, its starts among it
   * @param cutOff how many were under way when it was killed, and so sent again
   */
  record Figures(double perSecond, double perSecondKilled, long cutOff) {}

  public static void main(String[] arguments) throws Exception {
    OwnJvm.main(arguments, Webhooks.class, "256m", Webhooks::run);
  }

  private static void run() throws IOException, InterruptedException {
    int deliveries = Integer.getInteger("benchmark.deliveries", 100_000);
    int kills = Integer.getInteger("benchmark.kills", 1);
    try (WorkFolder folder = WorkFolder.create()) {
      Figures figures = measure(folder.path(), deliveries, kills);
      Results.publish(
          "Webhooks",
          String.format(
              Locale.ROOT,
              "%s%n%n%,d deliveries over %d connections, the first quarter not counted: %,.0f a"
                  + " second. The second half while the hub was killed and started again (%d): %,.0f"
                  + " a second, of which %d were cut off and sent again. All that were answered were"
                  + " stored when it was killed, and all in the end.%n",
              Machine.describe(),
              deliveries,
              WebhookSenders.CONNECTIONS,
              figures.perSecond(),
              kills,
              figures.perSecondKilled(),
              figures.cutOff()));
    }
  }

  /**
   * Sends them all.
   *
   * @throws IOException where one that was answered is not stored, or one was refused
   */
  static Figures measure(Path folder, int deliveries, int kills)
      throws IOException, InterruptedException {
    return new Webhooks(folder, deliveries, kills).measure();
  }

  private Figures measure() throws IOException, InterruptedException {
    int half = deliveries / 2;
    WebhookHost host = WebhookHost.start(folder, 0);
    try {
      WebhookSenders senders = new WebhookSenders(host.port());
      senders.send(deliveries / 4);
      double perSecond = (half - deliveries / 4) / senders.send(half);
      double seconds = 0;
      for (int kill = 0; kill < kills; kill++) {
        int from = half + (int) ((long) half * kill / kills);
        int to = half + (int) ((long) half * (kill + 1) / kills);
        WebhookSenders.Underway underway = senders.begin(to);
        underway.await(from + (to - from) / 2);
        host.kill();
        long killed = System.nanoTime();
        requireStored(senders.taken());
        seconds -= (System.nanoTime() - killed) / 1e9;
        host = WebhookHost.start(folder, host.port());
        seconds += underway.await();
      }
      host.close();
      requireStored(senders.taken());
      int taken = senders.taken().cardinality();
      return new Figures(perSecond, (taken - half) / seconds, senders.cutOff());
    } finally {
      host.kill();
    }
  }

  private void requireStored(BitSet taken) throws IOException {
    BitSet lost = (BitSet) taken.clone();
    lost.andNot(stored());
    if (!lost.isEmpty()) {
      throw new IOException("must be stored, since they were answered: deliveries=" + lost);
    }
  }

  /** The numbers of the deliveries whose native records the state says are to be read. */
  private BitSet stored() {
    BitSet stored = new BitSet();
    try (StateStore store = JdbcState.file(WebhookHost.state(folder));
        StoreView view = store.view()) {
      List<Note> page = page(view, Optional.empty());
      while (!page.isEmpty()) {
        page.forEach(note -> stored.set(WebhookSenders.number(note.subject())));
        page = page(view, Optional.of(page.get(page.size() - 1).subject()));
      }
    }
    return stored;
  }

  private static List<Note> page(StoreView view, Optional<String> after) {
    return view.notes(
        new EntityName("customer"), new SystemId("crm"), NoteKind.REVISIT, after, 10_000);
  }
}

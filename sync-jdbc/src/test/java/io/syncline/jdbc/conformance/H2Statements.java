package io.syncline.jdbc.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.api.DatabaseEventListener;

/**
 * Hears which statements a database of H2 begins and ends, each connection's on a thread of its
 * own. H2 makes one for each database that is told its name. Thread-safe.
 */
public final class H2Statements implements DatabaseEventListener {

  private static final Map<String, H2Statements> BY_DATABASE = new ConcurrentHashMap<>();

  private final Deque<Awaited> awaited = new ArrayDeque<>();

  /** The threads on which a text was heard, and what to do when one of them commits. */
  private record Awaited(String text, Runnable then, Set<Thread> heard) {}

  static H2Statements of(String database) {
    H2Statements found = BY_DATABASE.get(database);
    if (found == null) {
      throw new IllegalArgumentException("must be listened to: database=" + database);
    }
    return found;
  }

  /** As soon as a transaction is committed that has had a statement with this text. */
  synchronized void onceCommitted(String text, Runnable then) {
    awaited.add(new Awaited(text, then, new HashSet<>()));
  }

  @Override
  public void init(String url) {
    BY_DATABASE.put(url.replaceFirst(".*mem:", "").replaceFirst(";.*", ""), this);
  }

  @Override
  public synchronized void setProgress(int state, String name, long done, long most) {
    Awaited next = awaited.peek();
    if (next == null || name == null) {
      return;
    }
    if (state == STATE_STATEMENT_START && name.contains(next.text())) {
      next.heard().add(Thread.currentThread());
    }
    if (state == STATE_STATEMENT_END
        && name.equals("COMMIT")
        && next.heard().contains(Thread.currentThread())) {
      awaited.remove();
      next.then().run();
    }
  }
}

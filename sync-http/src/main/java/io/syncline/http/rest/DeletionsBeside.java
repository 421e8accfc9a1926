package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.spi.Change;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A feed whose deletions come in another one. Those are read first: what was deleted and then made
 * again under its key is told last by the feed that shows it.
 */
final class DeletionsBeside<D extends Position, P extends Position>
    implements Follower<DeletionsBeside.Both<D, P>> {

  private final Follower<D> deletions;
  private final Follower<P> main;

  DeletionsBeside(Follower<D> deletions, Follower<P> main) {
    this.deletions = deletions;
    this.main = main;
  }

  /** The positions of both. */
  static final class Both<D extends Position, P extends Position> implements Position {

    private final D deletions;
    private final P main;
    private boolean mainIsDue;

    private Both(D deletions, P main, boolean mainIsDue) {
      this.deletions = deletions;
      this.main = main;
      this.mainIsDue = mainIsDue;
      keep(Told.MAX);
    }

    @Override
    public boolean isAmid() {
      return mainIsDue || deletions.isAmid();
    }

    /** Of the one that is further behind. */
    @Override
    public Instant needed() {
      return Stream.of(deletions.needed(), main.needed())
          .filter(time -> !time.equals(Instant.EPOCH))
          .min(Instant::compareTo)
          .orElse(Instant.EPOCH);
    }

    /** Together, since both are in one cursor. */
    @Override
    public void keep(int most) {
      deletions.keep(most / 2);
      main.keep(most / 2);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      deletions.write(out);
      main.write(out);
      out.writeBoolean(mainIsDue);
    }

    @Override
    public String toString() {
      return main + ", deletions " + deletions;
    }
  }

  @Override
  public Both<D, P> earliest() {
    return new Both<>(deletions.earliest(), main.earliest(), false);
  }

  @Override
  public Both<D, P> latest(Deadline deadline) {
    D first = deletions.latest(deadline);
    return new Both<>(first, main.latest(deadline), false);
  }

  @Override
  public Both<D, P> read(DataInputStream in) throws IOException {
    D first = deletions.read(in);
    return new Both<>(first, main.read(in), in.readBoolean());
  }

  @Override
  public List<Change> step(Both<D, P> position, int maxRows, Deadline deadline) {
    if (position.mainIsDue) {
      List<Change> changes = main.step(position.main, maxRows, deadline);
      position.mainIsDue = position.main.isAmid();
      position.keep(Told.MAX);
      return changes;
    }
    List<Change> changes = deletions.step(position.deletions, maxRows, deadline);
    position.mainIsDue = !position.deletions.isAmid();
    position.keep(Told.MAX);
    return changes;
  }
}

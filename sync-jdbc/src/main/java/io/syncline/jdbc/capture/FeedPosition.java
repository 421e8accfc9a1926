package io.syncline.jdbc.capture;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where polling stands.
 *
 * @param base the mark of the last round that was read to its end
 * @param round the round under way
 * @param seen what that last round handed out; none where the database tells it by itself
 */
record FeedPosition(Mark base, Optional<Round> round, Seen seen) {

  /**
   * A round under way.
   *
   * @param mark taken before its first page: what the following round begins from
   * @param last the stamp and the key of the last row read, as text
   * @param seen what this round has handed out
   */
  record Round(Mark mark, List<String> last, Seen seen) {}

  static FeedPosition at(Mark base, Seen seen) {
    return new FeedPosition(base, Optional.empty(), seen);
  }

  void write(DataOutputStream out) throws IOException {
    base.write(out);
    out.writeBoolean(round.isPresent());
    if (round.isPresent()) {
      round.get().mark().write(out);
      Cursors.write(out, round.get().last());
    }
    seen.write(out);
    if (round.isPresent()) {
      round.get().seen().write(out);
    }
  }

  static FeedPosition read(DataInputStream in) throws IOException {
    Mark base = Mark.read(in);
    if (!in.readBoolean()) {
      return at(base, Seen.read(in));
    }
    Mark mark = Mark.read(in);
    List<String> last = Cursors.readTexts(in);
    Seen seen = Seen.read(in);
    return new FeedPosition(base, Optional.of(new Round(mark, last, Seen.read(in))), seen);
  }
}

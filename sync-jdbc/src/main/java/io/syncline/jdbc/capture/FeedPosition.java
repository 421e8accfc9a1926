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
 */
record FeedPosition(Mark base, Optional<Round> round) {

  /**
   * A round under way.
   *
   * @param mark taken before its first page: what the following round begins from
   * @param last the stamp and the key of the last row handed out, as text
   */
  record Round(Mark mark, List<String> last) {}

  static FeedPosition at(Mark base) {
    return new FeedPosition(base, Optional.empty());
  }

  void write(DataOutputStream out) throws IOException {
    base.write(out);
    out.writeBoolean(round.isPresent());
    if (round.isPresent()) {
      round.get().mark().write(out);
      Cursors.write(out, round.get().last());
    }
  }

  static FeedPosition read(DataInputStream in) throws IOException {
    Mark base = Mark.read(in);
    return in.readBoolean()
        ? new FeedPosition(base, Optional.of(new Round(Mark.read(in), Cursors.readTexts(in))))
        : at(base);
  }
}

package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Change;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/** Follows one kind of feed, page by page. */
interface Follower<P extends Position> {

  /** Before everything that the feed still has. */
  P earliest();

  /** After what is there now, or before some of it where that takes too long. */
  P latest(Deadline deadline);

  /**
   * Reads one page, and moves the position behind what is handed out of it.
   *
   * @throws AdapterException.CursorExpired when the service no longer has what follows
   */
  List<Change> step(P position, int maxRows, Deadline deadline);

  P read(DataInputStream in) throws IOException;
}

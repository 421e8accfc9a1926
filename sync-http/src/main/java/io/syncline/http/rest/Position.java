package io.syncline.http.rest;

import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Where a feed stands; its feed moves it on. What it looks like as text is for people. */
interface Position {

  /** Whether there is more to read at once. */
  boolean isAmid();

  /** Our time from when on the service must still have everything; the epoch: not known. */
  Instant needed();

  /** Forgets the oldest of what was handed out, if it remembers more than that. */
  void keep(int most);

  void write(DataOutputStream out) throws IOException;
}

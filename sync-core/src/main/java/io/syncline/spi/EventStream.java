package io.syncline.spi;

import java.util.List;

/**
 * What a system tells by itself on a connection that we keep open. Nothing of it is believed: the
 * hub reads the records that it names, or looks for what has changed; so what was missed while
 * there was no connection is found by listings and feeds. Used by one thread of its own.
 */
public interface EventStream {

  /**
   * Connects, and hands on what comes for as long as the connection lasts; blocks until then. Ends
   * as {@link AdapterException.Cancelled} at once where its thread is interrupted or the adapter is
   * closed. Called again it goes on behind what was taken, as far as the system can.
   *
   * @throws AdapterException as any other call where there is no connection, or where it has been
   *     silent for longer than the system ever is
   */
  void listen(Listener listener);

  /** Who is told. */
  interface Listener {

    /** There is a connection: whatever happened before may have been missed. */
    void connected();

    /**
     * Something happened to these records; where none is named, to some record of the dataset.
     * Blocks until it is stored, a few seconds at most.
     *
     * @return whether it was taken; where not, {@link EventStream#listen} ends, and this is told
     *     again by the next one
     */
    boolean told(List<Change> changes);
  }
}

package io.syncline.spi;

/** Changes in the order the system tells them. */
public interface ChangeFeed {

  /** The position before everything the feed still has. */
  Cursor earliest();

  /** The position after everything the feed has now: a poll from it gives what comes later. */
  Cursor latest();

  /**
   * The changes after {@code cursor}. Polling twice with one cursor is legal and gives an equal or
   * larger result. Equal sort values on a page border lose nothing; an empty page may advance.
   *
   * @throws AdapterException.CursorExpired when the system no longer has what follows the cursor
   * @throws AdapterException.ConfigInvalid for a cursor of another query, dataset or adapter
   */
  ChangePage poll(Cursor cursor, Limits limits);
}

package io.syncline.spi;

/** Lists a whole dataset. */
public interface Scanner {

  /**
   * The first page. Its {@code anchor} is taken before the first row is read, so that the listing
   * and the feed from the anchor miss nothing between them.
   */
  ScanPage start(Limits limits);

  /**
   * The page after {@code position}, also in another process. May repeat a row; never skips one
   * that was there throughout.
   *
   * @throws AdapterException.CursorExpired when the listing cannot go on from there
   */
  ScanPage resume(Cursor position, Limits limits);
}

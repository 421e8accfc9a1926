package io.syncline.http.budget;

/** What a call is for. */
public enum Use {
  /** May take a share of each budget only, so that a listing stops no write. */
  READ,
  /** Goes before reads that wait. */
  WRITE
}

package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/**
 * Digests of a dataset's key ranges, computed by the system itself, so that what is equal never
 * leaves it.
 *
 * <p>Where a dataset offers it, the digests are those that it shows as versions, see {@link
 * RecordDigest#version()}: a hub whose records have the versions that a range sums up need not read
 * the range.
 */
public interface RangeDigester {

  /**
   * Names how a record is digested: which function, over which fields, in which form. Systems whose
   * functions have equal names digest equal records alike; digests under different names must not
   * be compared.
   */
  String function();

  /** The digest of each range, in the order of the request; ranges may overlap. */
  List<RangeDigest> digest(List<KeyRange> ranges, Duration within);

  /**
   * Cuts a range into consecutive ranges of about {@code rows} records each, which cover it without
   * a gap, with the digest of each. An empty range is one range. All are of one moment.
   */
  List<RangeDigest> cut(KeyRange range, int rows, Duration within);

  /**
   * The records of each range with what each adds to the range's digest, in the order of the
   * request; ranges may overlap. The caller sees to it by the counts that they are not too many.
   */
  List<List<RecordDigest>> records(List<KeyRange> ranges, Duration within);
}

package io.syncline.spi;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import java.util.HexFormat;

/** What a system computed of one record: what the record adds to the digest of its range. */
public record RecordDigest(NativeKey key, long digest) {

  /** The version under which the dataset shows the record: the 16 hexadecimal digits. */
  public Version version() {
    return version(digest);
  }

  /** The version of a record that has this digest. */
  public static Version version(long digest) {
    return Version.opaque(HexFormat.of().toHexDigits(digest));
  }
}

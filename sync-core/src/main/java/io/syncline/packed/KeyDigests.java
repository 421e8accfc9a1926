package io.syncline.packed;

import io.syncline.model.FieldType;
import java.util.HashSet;
import java.util.Set;

/** Packs rows that are a key and the digest of the whole record. Not thread-safe. */
public final class KeyDigests {

  private static final String NAME = "digest";

  /** Behind the key: the bits of one field, of which none is ever set, and its slot. */
  private static final int WIDTH = 1 + Long.BYTES;

  private byte[] row = new byte[64];

  /** The key of a schema, and one field {@code digest}; named otherwise where the key has that. */
  public static PackedSchema schema(PackedSchema of) {
    Set<String> taken = new HashSet<>();
    of.key().forEach(part -> taken.add(part.name()));
    String name = NAME;
    while (taken.contains(name)) {
      name += "_";
    }
    PackedSchema.Builder builder = PackedSchema.builder();
    of.key().forEach(builder::key);
    return builder.field(name, FieldType.integer()).build();
  }

  /** Appends one of these rows; false where it does not fit. */
  public boolean append(Slab slab, byte[] key, int from, int to, long digest) {
    int keyEnd = to - from;
    if (keyEnd + WIDTH > row.length) {
      row = new byte[2 * (keyEnd + WIDTH)];
    }
    System.arraycopy(key, from, row, 0, keyEnd);
    row[keyEnd] = 0;
    Numbers.putSigned(row, keyEnd + 1, digest);
    return slab.append(row, 0, keyEnd, keyEnd + WIDTH);
  }

  /** The digest in a row of {@link #schema}. */
  public static long digest(Slab slab, int row) {
    return Numbers.getSigned(slab.bytes(), slab.keyEnd(row) + 1);
  }
}

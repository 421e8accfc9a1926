package com.example.filedrop.record;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.model.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The version of a record that has none: a digest of the fields that are shown, by name and value.
 * It does not depend on how they are written, nor on their order. 128 bits of SHA-256: two images
 * of one record never share it by chance.
 */
public final class RowDigest {

  private static final int BYTES = 16;

  private final MessageDigest digest;

  private RowDigest(MessageDigest digest) {
    this.digest = digest;
  }

  /** The version of a record that shows {@code row}. */
  public static Version of(Row row) {
    RowDigest all = new RowDigest(sha256());
    new TreeMap<>(row.toMap())
        .forEach(
            (name, value) -> {
              all.add(name);
              all.add(value);
            });
    return Version.opaque(HexFormat.of().formatHex(all.digest.digest(), 0, BYTES));
  }

  /** As {@link #of}, of any text. */
  public static String of(String text) {
    RowDigest all = new RowDigest(sha256());
    all.add(text);
    return HexFormat.of().formatHex(all.digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }

  private void add(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private void add(Value value) {
    add(value.kind().name());
    switch (value.kind()) {
      case LIST -> {
        add(((Value.Sequence) value).values().size());
        ((Value.Sequence) value).values().forEach(this::add);
      }
      case STRUCT -> {
        add(((Value.Struct) value).members().size());
        new TreeMap<>(((Value.Struct) value).members())
            .forEach(
                (name, member) -> {
                  add(name);
                  add(member);
                });
      }
      default -> add(value.toString());
    }
  }
}

package io.syncline.diff.report;

import io.syncline.diff.Delta;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ValueImage;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Replaces values by keyed digests. */
final class Hiding {

  private static final String DIGEST = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int MARK_BYTES = 6;

  private final Set<String> names;
  private final Mac digest;

  private Hiding(Set<String> names, Mac digest) {
    this.names = names;
    this.digest = digest;
  }

  static Hiding of(List<String> names) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      Mac digest = Mac.getInstance(DIGEST);
      digest.init(new SecretKeySpec(secret, DIGEST));
      return new Hiding(Set.copyOf(names), digest);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has this digest: name=" + DIGEST, e);
    }
  }

  List<Delta> all(List<Delta> shown) {
    for (String name : names) {
      if (!shown.isEmpty() && shown.stream().noneMatch(delta -> has(delta, name))) {
        throw new IllegalArgumentException(
            "must be a field of the records: hiding=" + name + " shown=" + shown.size());
      }
    }
    return shown.stream().map(this::hide).toList();
  }

  private static boolean has(Delta delta, String name) {
    return delta.key().has(name)
        || delta.left().filter(row -> row.has(name)).isPresent()
        || delta.right().filter(row -> row.has(name)).isPresent();
  }

  private Delta hide(Delta delta) {
    Row key = hide(delta.key());
    return switch (delta.kind()) {
      case INSERT -> Delta.insert(key, hide(delta.right().orElseThrow()));
      case DELETE -> Delta.delete(key, hide(delta.left().orElseThrow()));
      case UPDATE ->
          Delta.update(
              key,
              hide(delta.left().orElseThrow()),
              hide(delta.right().orElseThrow()),
              delta.fields());
    };
  }

  private Row hide(Row row) {
    Row.Builder hidden = Row.builder();
    row.forEach(
        (name, value) ->
            hidden.set(name, names.contains(name) && !value.isNull() ? mark(value) : value));
    return hidden.build();
  }

  private Value mark(Value value) {
    ByteSink image = new ByteSink();
    ValueImage.write(image, value);
    byte[] bytes = digest.doFinal(image.toBytes());
    return Value.of("hidden:" + HexFormat.of().formatHex(bytes, 0, MARK_BYTES));
  }
}

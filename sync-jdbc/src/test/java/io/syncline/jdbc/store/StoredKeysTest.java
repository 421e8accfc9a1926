package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.store.KeyBytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredKeysTest {

  private static final int LIMIT = 64;
  private static final NativeKey LONGEST = NativeKey.of("x".repeat(LIMIT - 1));
  private static final NativeKey FULL = NativeKey.of("x".repeat(LIMIT));
  private static final NativeKey LONG = NativeKey.of("x".repeat(900));

  private final StoredKeys keys = new StoredKeys(LIMIT);

  @Test
  void aKeyThatFitsIsStoredAsItIs() {
    assertThat(keys.of(LONGEST)).isEqualTo(KeyBytes.of(LONGEST));
    assertThat(StoredKeys.UNLIMITED.of(LONG)).isEqualTo(KeyBytes.of(LONG));
  }

  @Test
  void aKeyThatDoesNotFillsTheColumnAndIsLikeNoOther() {
    assertThat(List.of(FULL, LONG, NativeKey.of("x".repeat(899), "x")))
        .extracting(keys::of)
        .allSatisfy(
            stored -> assertThat(stored).hasSize(LIMIT).startsWith(KeyBytes.of(beginning())))
        .doesNotHaveDuplicates();
  }

  private static NativeKey beginning() {
    return NativeKey.of("x".repeat(LIMIT - 32));
  }

  @Test
  void aKeyIsToldAmongThoseThatWereAskedFor() {
    var among = keys.among(List.of(LONGEST, FULL, LONG));

    assertThat(among.apply(keys.of(LONGEST))).isEqualTo(LONGEST);
    assertThat(among.apply(keys.of(FULL))).isEqualTo(FULL);
    assertThat(among.apply(keys.of(LONG))).isEqualTo(LONG);
  }

  @Test
  void anImageUnderACutKeyKeepsTheWholeKey() {
    byte[] image = {1, 2, 3};
    for (NativeKey key : List.of(LONGEST, FULL, LONG)) {
      KeyedImage read = keys.read(keys.of(key), keys.image(new KeyedImage(key, image)));

      assertThat(read.key()).isEqualTo(key);
      assertThat(read.image()).isEqualTo(image);
    }
  }
}

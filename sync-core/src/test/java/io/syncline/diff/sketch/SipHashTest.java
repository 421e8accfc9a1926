package io.syncline.diff.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  /** Of the authors' vectors: the key is the bytes 0 to 15, the message the bytes 0 to length-1. */
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5",
    "63, 958a324ceb064572"
  })
  void givesTheVectorsOfItsAuthors(int length, String expected) {
    byte[] message = new byte[length + 3];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) i;
    }

    long hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L).of(message, length);

    assertThat(Long.toHexString(hash)).isEqualTo(expected);
  }
}

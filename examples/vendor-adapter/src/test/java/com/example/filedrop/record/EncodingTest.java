package com.example.filedrop.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  private static final String MARKS = "\"\r\n,";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "ISO-8859-1", "windows-1252", "Shift_JIS"})
  void theseCanBeCutWithoutDecoding(String name) {
    assertThat(Encoding.named(name).orElseThrow().keepsApart(MARKS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-2022-JP", "IBM037"})
  void theseCannot(String name) {
    assertThat(Encoding.named(name).orElseThrow().keepsApart(MARKS)).isFalse();
  }

  @Test
  void aPipeIsPartOfOtherCharactersInGbk() {
    Encoding gbk = Encoding.named("GBK").orElseThrow();

    assertThat(gbk.keepsApart("|")).isFalse();
    assertThat(Encoding.UTF_8.keepsApart("|")).isTrue();
  }

  @Test
  void whatItCannotHoldIsRefusedAndNotReplaced() {
    Encoding gbk = Encoding.named("GBK").orElseThrow();

    assertThat(gbk.encode("张三")).isPresent();
    assertThat(gbk.encode("😀")).isEmpty();
    assertThat(Encoding.named("ISO-8859-1").orElseThrow().encode("€")).isEmpty();
    assertThat(Encoding.UTF_8.encode("\ud83d")).as("half a character").isEmpty();
  }

  @Test
  void whatItWouldNotGiveBackIsRefusedToo() {
    Encoding japanese = Encoding.named("EUC-JP").orElseThrow();

    assertThat(japanese.encode("日本")).isPresent();
    assertThat(japanese.encode("¥")).as("comes back as another character").isEmpty();
  }

  @Test
  void bytesOfAnotherEncodingAreNoText() {
    byte[] latin = {'a', (byte) 0xe9};

    assertThat(Encoding.UTF_8.decode(latin)).isEmpty();
    assertThat(Encoding.named("ISO-8859-1").orElseThrow().decode(latin)).contains("aé");
  }

  @Test
  void anUnknownNameIsNone() {
    assertThat(Encoding.named("no such encoding")).isEmpty();
    assertThat(Encoding.named("EBCDIC-4711")).isEmpty();
  }
}

package com.example.filedrop.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Optional;

/** A character encoding that replaces nothing: text either comes back as it was, or is refused. */
public record Encoding(Charset charset) {

  /** UTF-8. */
  public static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8);

  /** The encoding of a name, where this machine knows it. */
  public static Optional<Encoding> named(String name) {
    try {
      Charset found = Charset.forName(name);
      return found.canEncode() ? Optional.of(new Encoding(found)) : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a file can be cut at these characters without decoding it: each is one byte, as in
   * ASCII, that is part of no other character.
   */
  public boolean keepsApart(String marks) {
    byte[] ascii = marks.getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(marks.getBytes(charset), ascii)) {
      return false;
    }
    for (char each = 128; each < Character.MIN_SURROGATE; each++) {
      byte[] bytes = String.valueOf(each).getBytes(charset);
      for (byte mark : ascii) {
        for (byte one : bytes) {
          if (one == mark) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Exactly these bytes as text; empty where they are not of this encoding. */
  public Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Exactly this text as bytes; empty where the encoding cannot hold it, or not give it back. */
  public Optional<byte[]> encode(String text) {
    try {
      ByteBuffer buffer =
          charset
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return decode(bytes).filter(text::equals).map(same -> bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return charset.name();
  }
}

package io.syncline.mapping;

import static io.syncline.mapping.Lenses.charset;
import static io.syncline.mapping.Lenses.constant;
import static io.syncline.mapping.Lenses.cut;
import static io.syncline.mapping.Lenses.emptyIsNull;
import static io.syncline.mapping.Lenses.lower;
import static io.syncline.mapping.Lenses.maxBytes;
import static io.syncline.mapping.Lenses.maxLength;
import static io.syncline.mapping.Lenses.nullAs;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.mapping.Lenses.unicode;
import static io.syncline.mapping.Lenses.upper;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TextLensTest {

  @Test
  void trimTakesEveryBlankOfUnicodeAtTheEnds() {
    assertDone(trim().get(text("\u3000 Ann Lee \t\n")), "Ann Lee");
    assertDone(trim().put(text("Ann  ")), "Ann");
  }

  @Test
  void composedAndDecomposedTextIsTheSame() {
    assertDone(unicode().get(text("Ame\u0301lie")), "Am\u00e9lie");
    assertDone(unicode().put(text("Am\u00e9lie"), text("Ame\u0301lie")), "Ame\u0301lie");
  }

  @Test
  void caseIsThatOfTheCanonicalSide() {
    assertDone(lower().get(text("Bob@Example.COM")), "bob@example.com");
    assertDone(lower().put(text("bob@example.com"), text("Bob@Example.COM")), "Bob@Example.COM");
    assertDone(upper().get(text("stra\u00dfe")), "STRASSE");
    assertDone(lower().get(text("I")), "i");
  }

  @Test
  void cutCountsCodePoints() {
    assertDone(cut(3).put(text("a\ud83d\ude00b\ud83d\ude00")), "a\ud83d\ude00b");
    assertDone(cut(1).put(text("\ud83d\ude00\ud83d\ude00")), "\ud83d\ude00");
    assertDone(cut(3).put(text("abc")), "abc");
  }

  @Test
  void maxLengthRefusesWhatCutWouldCut() {
    assertDone(maxLength(2).put(text("\ud83d\ude00\ud83d\ude00")), "\ud83d\ude00\ud83d\ude00");
    assertFault(maxLength(2).put(text("abc")), "must be at most 2 characters: value=abc");
    assertFault(maxLength(2).get(text("abc")), "must be at most 2 characters: value=abc");
  }

  @Test
  void maxBytesCountsEncodedBytes() {
    assertDone(maxBytes(4, Charset.forName("GBK")).put(text("\u4e2d\u6587")), "\u4e2d\u6587");
    assertFault(
        maxBytes(4, StandardCharsets.UTF_8).put(text("\u4e2d\u6587")),
        "must be at most 4 bytes of UTF-8: value=\u4e2d\u6587");
  }

  @Test
  void charsetRefusesWhatItCannotEncode() {
    assertDone(charset(Charset.forName("GBK")).put(text("\u4e2d")), "\u4e2d");
    assertFault(
        charset(StandardCharsets.ISO_8859_1).put(text("\u4e2d")),
        "must be text of ISO-8859-1: value=\u4e2d");
  }

  @Test
  void emptyTextMayBeNull() {
    assertDone(emptyIsNull().get(text("")), Value.NULL);
    assertDone(emptyIsNull().put(Value.NULL, text("")), "");
    assertDone(emptyIsNull().put(Value.NULL, text("a")), Value.NULL);
    assertDone(emptyIsNull().put(text("")), Value.NULL);
    assertDone(emptyIsNull().put(text("a"), text("")), "a");
  }

  @Test
  void nullMayStandForAValue() {
    assertDone(nullAs("none").get(Value.NULL), "none");
    assertDone(nullAs("none").put(text("none"), Value.NULL), Value.NULL);
    assertDone(nullAs("none").put(text("none")), "none");
    assertDone(nullAs("none").put(Value.NULL), Value.NULL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nullAs(Value.NULL))
        .withMessage("must not be NULL: value=null");
  }

  @Test
  void constantIsShownAndWrittenWhateverIsGiven() {
    assertDone(constant("crm").get(text("x")), "crm");
    assertDone(constant("crm").get(Value.NULL), "crm");
    assertDone(constant("crm").put(text("erp")), "crm");
    assertDone(constant("crm").put(text("erp"), text("x")), "x");
  }

  @Test
  void lengthsMustBePositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cut(0))
        .withMessage("must be >= 1: length=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> maxLength(-1))
        .withMessage("must be >= 1: length=-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> maxBytes(0, StandardCharsets.UTF_8))
        .withMessage("must be >= 1: bytes=0");
  }
}

package io.syncline.jdbc.capture.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.SyncException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages as PostgreSQL 18 sent them. */
class PgOutputTest {

  private static final int RELATION = 0x40cd;

  private static LogMessage read(String hex) {
    return PgOutput.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private static LogTuple row(String... texts) {
    return new LogTuple(Arrays.asList(texts), new BitSet());
  }

  @Test
  void aTransactionBeginsWithThePlaceOfItsCommit() {
    assertThat(read("420000000003a4215000030430ad46949f000005c2"))
        .isEqualTo(
            new LogMessage.Begin(0x3a42150, Instant.parse("2026-11-26T18:14:02.157215Z"), 0x5c2));
    assertThat(read("43000000000003a421500000000003a4218000030430ad46949f"))
        .isEqualTo(new LogMessage.Commit(0x3a42180));
  }

  @Test
  void aRelationNamesItsColumnsAndThoseThatIdentify() {
    LogMessage.Relation relation =
        (LogMessage.Relation)
            read(
                "52000040cd7075626c696300726563006600030169640000000017ffffffff"
                    + "006e616d650000000019ffffffff006e6f74650000000019ffffffff");

    assertThat(relation.id()).isEqualTo(RELATION);
    assertThat(relation.schema()).isEqualTo("public");
    assertThat(relation.table()).isEqualTo("rec");
    assertThat(relation.columns())
        .containsExactly(
            new LogMessage.Relation.Column("id", true, 23),
            new LogMessage.Relation.Column("name", false, 25),
            new LogMessage.Relation.Column("note", false, 25));
    assertThat(relation.indexOf("note")).isEqualTo(2);
    assertThat(relation.indexOf("Note")).isEqualTo(-1);
  }

  @Test
  void nullIsTold() {
    assertThat(read("49000040cd4e00037400000001317400000009c3a4e282acf09f98806e"))
        .isEqualTo(new LogMessage.Inserted(RELATION, row("1", "ä€😀", null)));
  }

  @Test
  void whatWasNotChangedIsNeitherToldNorNull() {
    LogMessage.Updated updated =
        (LogMessage.Updated) read("55000040cd4e000374000000013274000000016275");

    assertThat(updated.before()).isEmpty();
    assertThat(updated.row().text(0)).contains("2");
    assertThat(updated.row().tells(1)).isTrue();
    assertThat(updated.row().tells(2)).isFalse();
  }

  @Test
  void theOldKeyComesWithAChangedOneAndWithADelete() {
    assertThat(
            read(
                "55000040cd4b00037400000001316e6e4e00037400000001337400000009c3a4e282acf09f9880"
                    + "6e"))
        .isEqualTo(
            new LogMessage.Updated(
                RELATION, Optional.of(row("1", null, null)), row("3", "ä€😀", null)));
    assertThat(read("44000040cd4b00037400000001336e6e"))
        .isEqualTo(new LogMessage.Deleted(RELATION, row("3", null, null)));
  }

  @Test
  void aTruncateNamesItsTables() {
    assertThat(read("540000000100000040cd")).isEqualTo(new LogMessage.Truncated(List.of(RELATION)));
  }

  @Test
  void whatIsCutShortOrUnknownIsRefused() {
    assertThatThrownBy(() -> read("49000040cd4e0003740000000131740000000ac3a4"))
        .isInstanceOf(SyncException.class)
        .hasMessage("a message of the log must be whole: kind=I");
    assertThatThrownBy(() -> read("52000040cd7075"))
        .hasMessage("a message of the log must be whole: kind=R");
    assertThatThrownBy(() -> read("5300"))
        .hasMessage("the log speaks a version that is not known: kind=S");
    assertThatThrownBy(() -> read("49000040cd4e00016200000000"))
        .hasMessage("the log speaks a version that is not known: column=b");
  }
}

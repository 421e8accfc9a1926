package io.syncline.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Test;

class SeenTest {

  private static final Field<String> NAME = DSL.field("f0", SQLDataType.CLOB);
  private static final Field<String> CITY = DSL.field("f1", SQLDataType.CLOB);

  private static long digest(String name, String city) {
    Record2<String, String> row = DSL.using(SQLDialect.DEFAULT).newRecord(NAME, CITY);
    row.values(name, city);
    return Seen.digest(row);
  }

  @Test
  void rowsThatDifferInAnyTextHaveOtherDigests() {
    assertThat(digest("a", "b")).isEqualTo(digest("a", "b"));
    assertThat(List.of(digest("ab", ""), digest("", "ab"), digest("a", null), digest(null, "b")))
        .doesNotHaveDuplicates()
        .doesNotContain(digest("a", "b"));
  }

  @Test
  void theOldestAreForgottenFirst() {
    Seen seen = Seen.NONE.and(LongStream.range(0, Seen.MOST).boxed().toList());

    Seen later = seen.and(List.of(0L, -1L));

    assertThat(later.digests()).hasSize(Seen.MOST);
    assertThat(later.has(0)).isTrue();
    assertThat(later.has(-1)).isTrue();
    assertThat(later.has(1)).isFalse();
  }

  @Test
  void aCursorCarriesThem() throws IOException {
    FeedPosition position = FeedPosition.at(Mark.BEGINNING, Seen.NONE.and(List.of(3L, -4L)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    position.write(new DataOutputStream(bytes));

    assertThat(read(bytes.toByteArray())).isEqualTo(position);
  }

  @Test
  void aCursorOfBeforeThereWereAnyIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Mark.BEGINNING.write(out);
    out.writeBoolean(false);

    assertThat(read(bytes.toByteArray())).isEqualTo(FeedPosition.at(Mark.BEGINNING, Seen.NONE));
  }

  private static FeedPosition read(byte[] bytes) throws IOException {
    return FeedPosition.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}

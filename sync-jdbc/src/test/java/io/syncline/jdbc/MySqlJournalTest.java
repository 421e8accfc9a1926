package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.drain;
import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterException;
import io.syncline.spi.ChangeFeed;
import io.syncline.spi.Cursor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same on MySQL. */
@OnMySql
class MySqlJournalTest extends MariaDbJournalTest {

  @Override
  Fixture database() {
    return Fixture.mySql();
  }

  @ParameterizedTest
  @ValueSource(strings = {"客户", "клиент", "Größe ＦＵ", "a$b-c.d#p#e", "Ⅷ_Ⓐ", "x\"ẞ'%_"})
  void aTableWhoseFileHasAnotherNameIsKnownByIt(String name) {
    fixture.run("create table `" + name + "` (id int primary key)");
    ChangeFeed feed = installed('"' + name.replace("\"", "\"\"") + '"').changeFeed().orElseThrow();
    Cursor cursor = feed.latest();
    fixture.run("insert into `" + name + "` values (1)");
    Fixture.Drained drained = drain(feed, cursor, 10);
    assertThat(drained.keys()).containsExactly("1");

    fixture.run("truncate `" + name + "`");

    assertThatThrownBy(() -> feed.poll(drained.next(), rows(10)))
        .isInstanceOf(AdapterException.CursorExpired.class);
  }
}

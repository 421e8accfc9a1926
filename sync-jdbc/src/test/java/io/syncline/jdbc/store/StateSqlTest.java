package io.syncline.jdbc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.Test;

class StateSqlTest {

  private final StateSql sqlite = new StateSql(SQLDialect.SQLITE, Optional.empty());

  @Test
  void namesAreQuotedWhateverTheyAre() {
    StateSql postgres = new StateSql(SQLDialect.POSTGRES, Optional.of("my \"own\""));

    assertThat(postgres.count(StateTable.FLAG))
        .isEqualTo("select count(*) from \"my \"\"own\"\"\".\"flag\" where \"place\" = ?");
  }

  @Test
  void aPageIsASearchInTheKeysOrder() {
    assertThat(sqlite.pageOfKeys(StateTable.RECORD))
        .isEqualTo(
            "select record from record where (place = ? and record >= ?)"
                + " order by record limit ?");
  }

  @Test
  void aStatementIsRenderedOnce() {
    assertThat(sqlite.page(StateTable.PARKED)).isSameAs(sqlite.page(StateTable.PARKED));
  }
}

package io.syncline.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MySqlGrantsTest {

  private static final Optional<TableName> CUSTOMER = Optional.of(TableName.of("erp", "customer"));

  private static List<String> missing(String line, Optional<TableName> table, String... wanted) {
    return new MySqlGrants(List.of(line)).missing(table, List.of(wanted));
  }

  @Test
  void rightsOnEverythingAreRightsOnATable() {
    String line = "GRANT SELECT, PROCESS ON *.* TO `hub`@`%` WITH GRANT OPTION";

    assertThat(missing(line, Optional.empty(), "PROCESS", "SUPER")).containsExactly("SUPER");
    assertThat(missing(line, CUSTOMER, "SELECT", "INSERT")).containsExactly("INSERT");
  }

  @Test
  void rightsOnATableAreOfThatTableAlone() {
    String line =
        "GRANT SELECT (`id`), INSERT (`id`, `a)b`), DELETE ON `erp`.`customer` TO `hub`@`%`";

    assertThat(missing(line, CUSTOMER, "SELECT", "INSERT", "DELETE", "UPDATE"))
        .containsExactly("UPDATE");
    assertThat(missing(line, Optional.of(TableName.of("erp", "invoice")), "SELECT"))
        .containsExactly("SELECT");
    assertThat(missing(line, Optional.empty(), "SELECT")).containsExactly("SELECT");
  }

  @Test
  void allPrivilegesAreEachOfThem() {
    assertThat(missing("GRANT ALL PRIVILEGES ON \"erp\".* TO \"hub\"@\"%\"", CUSTOMER, "TRIGGER"))
        .isEmpty();
  }

  @Test
  void schemasAreNamedAsOfLike() {
    Optional<TableName> table = Optional.of(TableName.of("erp_1", "t"));

    assertThat(missing("GRANT SELECT ON `erp\\_1`.* TO `hub`@`%`", table, "SELECT")).isEmpty();
    assertThat(missing("GRANT SELECT ON `erp%`.* TO `hub`@`%`", table, "SELECT")).isEmpty();
    assertThat(missing("GRANT SELECT ON `erp\\_2`.* TO `hub`@`%`", table, "SELECT"))
        .containsExactly("SELECT");
  }

  @Test
  void whatIsRevokedInPartIsMissing() {
    MySqlGrants grants =
        new MySqlGrants(
            List.of(
                "GRANT SELECT, INSERT ON *.* TO `hub`@`%`",
                "REVOKE INSERT ON `erp`.* FROM `hub`@`%`", "GRANT `reader`@`%` TO `hub`@`%`"));

    assertThat(grants.missing(CUSTOMER, List.of("SELECT", "INSERT"))).containsExactly("INSERT");
  }
}

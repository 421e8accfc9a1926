package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.spi.Tracking;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The same on MySQL, whose binary log is on at first. */
@OnMySql
class MySqlJournalTrackingTest extends MariaDbJournalTrackingTest {

  @Override
  Fixture database() {
    return Fixture.mySql();
  }

  @Override
  String installing() {
    return "process, super";
  }

  @Override
  String settings() {
    return "@@lock_wait_timeout, ' ', @@information_schema_stats_expiry";
  }

  @Test
  void rightsOfARoleThatIsActiveCount() throws SQLException {
    tracking("customer").install(LIMIT);
    String role = account.replace("hub", "role");
    fixture.run(
        "create role " + role,
        "grant process on *.* to " + role,
        "grant select, insert, update, delete, trigger on `" + database + "`.* to " + role,
        "grant " + role + " to " + account,
        "set default role " + role + " to " + account);
    try {
      assertThat(faults(asAccount().tracking().orElseThrow())).isEmpty();
    } finally {
      fixture.run("drop role " + role);
    }
  }

  @Test
  void anAccountThatTheBinaryLogHindersMakesNoTriggerAndSaysWhatItLacks() throws SQLException {
    grant(
        "process on *.*",
        "select, trigger on " + database + ".customer",
        "select, insert, update, create on " + database + ".syncline_dataset",
        "select, insert, delete, create on " + database + ".syncline_journal",
        "select, insert, update, delete, create on " + database + ".syncline_reader");
    Tracking tracking = asAccount().tracking().orElseThrow();

    tracking.install(LIMIT);

    assertThat(faults(tracking))
        .hasSize(3)
        .allSatisfy(
            fault ->
                assertThat(fault)
                    .endsWith(
                        ".customer: is missing, and the right to make it: SUPER, or"
                            + " log_bin_trust_function_creators=ON"));
    tracking("customer").install(LIMIT);
    assertThat(faults(tracking)).isEmpty();
  }
}

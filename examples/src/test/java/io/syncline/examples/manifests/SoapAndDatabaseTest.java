package io.syncline.examples.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SoapAndDatabaseTest {

  private Club world;
  private Hub hub;

  @BeforeEach
  void aRegistryAndAClubThatAreStrangers() throws Exception {
    world = Club.start();
    hub = world.hub();
  }

  @AfterEach
  void close() throws SQLException {
    hub.close();
    world.close();
  }

  @Test
  void asItIsPrintedItEndsInAgreement() throws Exception {
    assertThat(SoapAndDatabase.run()).isTrue();
  }

  @Test
  void theFirstSyncLinksWhoIsKnownToBothAndFillsInTheOthers() throws SQLException {
    assertThat(world.differences()).isEqualTo(4);

    sync();

    assertThat(world.inRegistry()).hasSize(8);
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void whatTheRegistryMakesOfAFeeCountsForNothing() throws SQLException {
    sync();
    world.changeInRegistry("cy@example.com", "fee", 1);
    world.changeInRegistry("cy@example.com", "name", "Cyrus Young");

    sync();

    Member cy = world.database().members().get("cy@example.com");
    assertThat(cy.fee()).isEqualTo(new BigDecimal("60.00"));
    assertThat(cy.name()).isEqualTo("Cyrus Young");
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void whoIsExtendedOnBothSidesHasTheLongerTimeAndTheJournalSaysWhy() throws SQLException {
    sync();
    world.changeInRegistry("dora@example.com", "validUntil", "2027-12-31");
    world.database().set("dora@example.com", "valid_until", LocalDate.parse("2028-06-30"));

    sync();

    List<String> story =
        hub.explain("member", "registry", world.id("dora@example.com"))
            .orElseThrow()
            .story("validUntil");
    assertThat(story).first().asString().startsWith("validUntil is 2028-06-30");
    assertThat(story)
        .anyMatch(line -> line.contains("showed 2027-12-31") && line.contains("(policy)"));
    assertThat(world.inRegistry().get("dora@example.com").validUntil()).isEqualTo("2028-06-30");
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void whoIsDeletedOnEitherSideIsGoneOnBoth() throws SQLException {
    sync();
    world.deleteInRegistry("fay@example.com");
    world.database().delete("gil@example.com");

    sync();

    assertThat(world.inRegistry())
        .hasSize(6)
        .doesNotContainKeys("fay@example.com", "gil@example.com");
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  private void sync() {
    SyncReport report = hub.sync();
    assertThat(report.settled()).as(report.toString()).isTrue();
  }

  private void writesNothing() {
    SyncReport again = hub.sync();
    assertThat(again.counts().writes()).as(again.toString()).isZero();
  }
}

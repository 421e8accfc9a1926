package io.syncline.examples.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.http.HttpAdapter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoServicesTest {

  private Offices world;
  private Hub hub;

  @BeforeEach
  void twoServicesThatAreStrangers() throws IOException {
    world = Offices.start();
    hub = world.hub();
  }

  @AfterEach
  void close() {
    hub.close();
    world.close();
  }

  @Test
  void asItIsPrintedItEndsInAgreement() throws Exception {
    assertThat(TwoServices.run()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two-services/crm", "two-services/helpdesk", "soap-and-database/registry"})
  void theManifestsAreWithoutFault(String name) throws URISyntaxException {
    Path file =
        Path.of(
            Objects.requireNonNull(getClass().getResource("/manifests/" + name + ".yaml")).toURI());

    HttpAdapter manifest = HttpAdapter.manifest(file).setting("baseUrl", "https://crm.example");

    assertThat(manifest.validate()).isEmpty();
    assertThat(manifest.explain()).contains("lists all records");
  }

  @Test
  void theFirstSyncLinksWhoIsKnownToBothAndFillsInTheOthers() {
    assertThat(world.differences()).isEqualTo(6);

    sync();

    assertThat(world.inCrm()).hasSize(10);
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void editsOfDisjointFieldsAreMerged() {
    sync();
    world.phoneInCrm("eve@example.com", "(+86) 139 0000 1111");
    world.lockInHelpdesk("eve@example.com");

    sync();

    assertThat(world.inHelpdesk())
        .containsEntry(
            "eve@example.com", new Person("Eve Ho", "eve@example.com", "13900001111", false));
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void whoIsRenamedOnBothSidesHasTheNameOfTheCrmAndTheJournalSaysWhy() {
    sync();
    world.renameInHelpdesk("dora@example.com", "Dora Feng");
    world.renameInCrm("dora@example.com", "Dora Fang");

    sync();

    List<String> story =
        hub.explain("person", "crm", world.contact("dora@example.com")).orElseThrow().story("name");
    assertThat(story).first().asString().startsWith("name is Dora Fang: crm set it");
    assertThat(story)
        .anyMatch(line -> line.contains("showed Dora Feng") && line.contains("stayed (policy)"));
    assertThat(world.inHelpdesk().get("dora@example.com").name()).isEqualTo("Dora Fang");
    assertThat(world.differences()).isZero();
    writesNothing();
  }

  @Test
  void whoIsDeletedOnEitherSideIsGoneOnBoth() {
    sync();
    world.deleteInCrm("gil@example.com");
    world.deleteInHelpdesk("hal@example.com");

    sync();

    assertThat(world.inCrm()).hasSize(8).doesNotContainKeys("gil@example.com", "hal@example.com");
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

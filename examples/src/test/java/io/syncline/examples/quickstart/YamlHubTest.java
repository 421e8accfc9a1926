package io.syncline.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.operate.EntryKind;
import io.syncline.operate.InboxFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that the README shows, with the places of this run for its environment's. */
class YamlHubTest {

  private static final int CUSTOMERS = 400;

  @TempDir private Path folder;

  @Test
  void theHubOfOneFileBringsBothSidesToAgreement() throws Exception {
    try (Companies world = Companies.start(CUSTOMERS);
        Hub hub = hub(world)) {
      SyncReport first = hub.sync();
      assertThat(first.settled()).as(first.toString()).isTrue();

      Edits edits = new Edits(world);
      edits.onBothSides();
      edits.commitLate();
      SyncReport second = hub.sync();

      assertThat(second.settled()).as(second.toString()).isTrue();
      assertThat(hub.inbox().counts(InboxFilter.all()))
          .isEqualTo(Map.of(EntryKind.CONFLICT, (long) Edits.EACH));
      assertThat(world.differences()).as("only the held ones differ").isEqualTo(Edits.EACH);
      assertThat(hub.verify("customer").agrees()).as(hub.verify("customer").toString()).isTrue();
    }
    assertThat(folder.resolve("sync-state.db")).isNotEmptyFile();
  }

  @Test
  void theStateOfTheFileIsFoundAgain() throws Exception {
    try (Companies world = Companies.start(CUSTOMERS)) {
      try (Hub hub = hub(world)) {
        assertThat(hub.sync().settled()).isTrue();
      }

      try (Hub hub = hub(world)) {
        SyncReport again = hub.sync();

        assertThat(again.settled()).as(again.toString()).isTrue();
        assertThat(again.counts().writes()).isZero();
        assertThat(world.differences()).isZero();
      }
    }
  }

  private Hub hub(Companies world) throws IOException {
    Map<String, String> secrets =
        Map.of("crm", Companies.TOKEN, "erp", world.erpDatabase().password());
    return Hub.from(file(world)).secrets(name -> Optional.ofNullable(secrets.get(name))).build();
  }

  private Path file(Companies world) throws IOException {
    Path manifest = world.manifest();
    Files.writeString(folder.resolve("crm.yaml"), Files.readString(manifest));
    return Files.writeString(
        folder.resolve("hub.yaml"),
        Files.readString(manifest.resolveSibling("hub.yaml"))
            .replace("${env:CRM_URL}", world.crmUrl())
            .replace("${env:ERP_URL}", world.erpDatabase().jdbcUrl())
            .replace("${env:ERP_USER}", world.erpDatabase().user()));
  }
}

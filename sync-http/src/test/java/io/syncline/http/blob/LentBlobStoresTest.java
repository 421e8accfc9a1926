package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.Hub;
import io.syncline.HubBuilder;
import io.syncline.config.ConfigException;
import io.syncline.config.ConfigFault;
import io.syncline.config.HubFile;
import io.syncline.model.SystemClock;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SettingFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a declaration and its host lend to adapters, by name. */
class LentBlobStoresTest {

  @TempDir private Path folder;
  private Optional<BlobStore> photos = Optional.empty();
  private Optional<BlobStore> scans = Optional.empty();

  /** Stops at the system, which sees what it is lent. */
  private List<String> faults(HubBuilder hub) {
    hub.folder(folder).system("crm", this::open);
    return catchThrowableOfType(ConfigException.class, hub::build).faults().stream()
        .map(ConfigFault::toString)
        .filter(each -> each.startsWith("blobs"))
        .toList();
  }

  private Adapter open(AdapterContext context) {
    photos = context.blobStore("photos");
    scans = context.blobStore("scans");
    throw new AdapterException.ConfigInvalid(List.of(new SettingFault("seen", "must be enough")));
  }

  @Test
  void aDeclaredStoreIsLentByItsName() {
    assertThat(faults(Hub.builder().blobs("photos", "file", Map.of("folder", "kept")))).isEmpty();

    assertThat(photos).map(Object::toString).contains("FileBlobStore[" + kept() + "]");
    assertThat(scans).isEmpty();
  }

  private Path kept() {
    return folder.resolve("kept");
  }

  @Test
  void aStoreOfTheHostsIsLentAndItsNameIsTaken() {
    BlobStore own = FileBlobStore.in(kept(), SystemClock.get());
    HubBuilder hub = Hub.builder().blobs("scans", own);

    assertThat(faults(hub.blobs("scans", "file", Map.of("folder", "other"))))
        .containsExactly("blobs.scans: must be given once: name=scans");
    assertThat(scans).contains(own);
    assertThat(folder.resolve("other")).doesNotExist();
  }

  @Test
  void wrongSettingsAreSaidAtTheirPaths() {
    assertThat(
            faults(
                Hub.builder()
                    .blobs("photos", "file", Map.of("foldr", "x"))
                    .blobs("scans", "fil", Map.of())))
        .containsExactly(
            "blobs.photos.settings.folder: must be given: where the contents are kept",
            "blobs.photos.settings.foldr: must be one of [folder]",
            "blobs.scans.type: must be one of [file, s3]: type=fil, did you mean file?");
  }

  @Test
  void aFileDeclaresThemToo() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                HubFile.parse(
                    """
                    blobs:
                      photos: { type: file, settings: { folder: kept } }
                      scans: { typ: s3 }
                    """));

    assertThat(wrong.faults())
        .extracting(ConfigFault::toString)
        .filteredOn(each -> each.startsWith("blobs"))
        .hasSize(2)
        .allMatch(each -> each.startsWith("blobs.scans"));
  }
}

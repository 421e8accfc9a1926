package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.http.blob.FileBlobStore;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.Hooks;
import io.syncline.http.manifest.Manifest;
import io.syncline.http.manifest.ManifestReader;
import io.syncline.model.SystemClock;
import io.syncline.spi.AdapterException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.SettingFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppliesTest {

  private static final Manifest MANIFEST =
      ManifestReader.read(
          """
          adapter: http/v1
          connection: { base: "https://crm.example.com", hook: odd }
          datasets:
            contacts:
              key: [id]
              hook: sums
              read: { one: "GET /contacts/{id}" }
              scan: { call: "GET /contacts" }
              attachments: { photo: { ref: /photoUrl, store: blobs } }
            letters:
              key: [id]
              scan: { call: "GET /letters" }
              codec: { decode: [multipart] }
          """,
          Map.of());

  private static final ClassLoader ALL = SuppliesTest.class.getClassLoader();

  @TempDir private Path folder;

  @Test
  void allThatIsMissingIsToldTogetherWithItsPlace() {
    AdapterException.ConfigInvalid refused =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () ->
                Supplies.of(
                    MANIFEST,
                    Hooks.of(List.of(hook("odd"))),
                    name -> Optional.empty(),
                    ClassLoader.getPlatformClassLoader()));

    assertThat(refused.faults())
        .extracting(SettingFault::toString)
        .containsExactlyInAnyOrder(
            "datasets.letters: must have org.apache.james:apache-mime4j-core on the class path,"
                + " by which multipart is read",
            "datasets.contacts.hook: must be a hook that is there: sums, one of [odd]",
            "datasets.contacts.attachments.photo.store: must be the name of a blob store: blobs");
  }

  @Test
  void whatIsWrongWithAllHooksIsToldOnce() {
    Hooks twice = Hooks.of(List.of(hook("odd"), hook("sums"), hook("odd")));

    AdapterException.ConfigInvalid refused =
        catchThrowableOfType(
            AdapterException.ConfigInvalid.class,
            () -> Supplies.of(MANIFEST, twice, this::lent, ALL));

    assertThat(refused).hasMessage("connection.hook: must be handed in once: hook=odd");
  }

  @Test
  void whatIsThereIsFoundByItsName() {
    Hook odd = hook("odd");
    Hook sums = hook("sums");

    Supplies supplies =
        Supplies.of(MANIFEST, Hooks.of(List.of(sums, odd, hook("more"))), this::lent, ALL);

    assertThat(supplies.hooks()).containsOnly(Map.entry("odd", odd), Map.entry("sums", sums));
    assertThat(supplies.stores()).containsOnlyKeys("blobs");
  }

  private Optional<BlobStore> lent(String name) {
    return Optional.of(name)
        .filter("blobs"::equals)
        .map(blobs -> FileBlobStore.in(folder, SystemClock.get()));
  }

  private static Hook hook(String id) {
    return () -> id;
  }
}

package io.syncline.http.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.LargeObject;
import io.syncline.spi.BlobException;
import io.syncline.spi.BlobStore;
import io.syncline.spi.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BlobStoreTest extends BlobStoreContract {

  @TempDir private Path folder;
  private S3Server server;
  private BlobStore store;

  @BeforeEach
  void start() {
    server = S3Server.start(folder);
    store = server.open(server.settings());
  }

  @AfterEach
  void stop() {
    store.close();
    server.close();
  }

  @Override
  BlobStore store() {
    return store;
  }

  @Override
  long kept() throws IOException {
    return server.files().size();
  }

  @Override
  void damage(LargeObject content) throws IOException {
    Path file = server.files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void anObjectIsNamedByItsDigestBelowThePrefix() throws IOException {
    LargeObject stored = store.put(new ByteArrayInputStream(bytes(10)), 10).orElseThrow();

    assertThat(server.files())
        .singleElement()
        .satisfies(
            file -> assertThat(file.toString()).endsWith("/contents/sync/" + stored.digest()));
  }

  @Test
  void aWrongSecretIsRefusedAndNotShown() {
    Map<String, String> settings = server.settings();
    settings.put("secretKey", "another-planted-secret");
    try (BlobStore refused = server.open(settings)) {
      assertThatThrownBy(() -> refused.put(new ByteArrayInputStream(bytes(10)), 10))
          .isInstanceOf(BlobException.class)
          .hasMessageStartingWith("S3BlobStore[contents/sync/]: ")
          .hasMessageContaining("403")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void aBucketThatIsNotThereIsSaid() {
    Map<String, String> settings = server.settings();
    settings.put("bucket", "nowhere");
    try (BlobStore lost = server.open(settings)) {
      assertThatThrownBy(() -> lost.put(new ByteArrayInputStream(bytes(10)), 10))
          .isInstanceOf(BlobException.class)
          .hasMessageStartingWith("S3BlobStore[nowhere/sync/]: ")
          .hasMessageContaining("404");
    }
  }

  @Test
  void aServerThatIsGoneIsSaid() {
    server.close();

    assertThatThrownBy(() -> store.holds(LargeObject.ofContent(bytes(10))))
        .isInstanceOf(BlobException.class)
        .hasMessageStartingWith("S3BlobStore[contents/sync/]: ");
  }

  @Test
  void partsGrowSoThatThereAreNeverTooMany() {
    long most = 5L << 40;

    assertThat(S3Upload.partBytes(S3Upload.PART_BYTES + 1)).isEqualTo(S3Upload.PART_BYTES);
    assertThat((most - 1) / S3Upload.partBytes(most) + 1).isLessThanOrEqualTo(S3Upload.MOST_PARTS);
  }

  @Test
  void wrongSettingsAreNamed() {
    Map<String, String> wrong =
        Map.of(
            "bucket", "b",
            "accessKey", "a",
            "prefix", "/../x",
            "endpoint", "ftp://user:pass@x",
            "pathStyle", "yes",
            "regin", "eu-west-1");

    assertThat(new S3BlobStoreProvider().validate(Settings.of(wrong)))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "pathStyle: must be true or false: value=yes",
            "regin: must be one of [accessKey, bucket, call, endpoint, pathStyle, prefix, region,"
                + " secretKey]",
            "secretKey: must be given: what proves it",
            "prefix: must be letters, digits and slashes such as a/: /../x",
            "endpoint: must be an address such as https://s3.example.com, without a user");
  }
}

package io.syncline.http.blob;

import io.syncline.model.LargeObject;
import io.syncline.spi.BlobException;
import io.syncline.spi.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Contents as objects of a bucket, in any store that speaks S3, each named by its digest alone
 * below a prefix. A content is a temporary file first, so that its name is known before it is sent
 * and what fails can be sent again; from {@link S3Upload#PART_BYTES} on it is sent in parts. One
 * that is there is not sent again. To delete contents by age is for a rule of the bucket; such a
 * rule should also end uploads that a crash left incomplete.
 */
public final class S3BlobStore implements BlobStore {

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final Path spool;

  private S3BlobStore(S3Client client, String bucket, String prefix, Path spool) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
    this.spool = spool;
  }

  /**
   * Connects to nothing yet. The client is closed with the store.
   *
   * @param prefix of all names, such as {@code syncline/}; may be empty
   */
  public static BlobStore on(S3Client client, String bucket, String prefix) {
    Path spool = Path.of(System.getProperty("java.io.tmpdir"));
    return new S3BlobStore(client, bucket, prefix, spool);
  }

  @Override
  public Optional<InputStream> open(LargeObject wanted) {
    try {
      ResponseInputStream<GetObjectResponse> content =
          answered(() -> client.getObject(get -> get.bucket(bucket).key(key(wanted))));
      return Optional.of(new Verified(content, wanted, content::abort));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean holds(LargeObject content) {
    try {
      return answered(() -> client.headObject(head -> head.bucket(bucket).key(key(content))))
              .contentLength()
          == content.length();
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  @Override
  public Optional<LargeObject> put(InputStream content, long mostBytes) throws IOException {
    Optional<Spooled> spooled = Spooled.of(content, mostBytes, spool);
    if (spooled.isEmpty()) {
      return Optional.empty();
    }
    try (Spooled whole = spooled.get()) {
      if (!holds(whole.content())) {
        S3Upload upload = new S3Upload(client, bucket, key(whole.content()), whole);
        answered(upload::send);
      }
      return Optional.of(whole.content());
    }
  }

  private String key(LargeObject content) {
    return prefix + content.digest();
  }

  /** What is no answer of the store's is told by its text alone. */
  private <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (NoSuchKeyException e) {
      throw e;
    } catch (SdkException | UncheckedIOException e) { // of the bucket, or of the temporary file
      throw new BlobException(this + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "S3BlobStore[" + bucket + "/" + prefix + "]";
  }
}

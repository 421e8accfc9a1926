package io.syncline.http.blob;

import io.syncline.spi.BlobStore;
import io.syncline.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server of S3 on this machine, which checks signatures and keeps its objects in files. */
public final class S3Server implements AutoCloseable {

  static final String BUCKET = "contents";
  static final String ACCESS_KEY = "AKIDSYNCLINE";
  static final String SECRET_KEY = "s3-planted-secret";

  private final Path folder;
  private final S3Proxy server;

  private S3Server(Path folder, S3Proxy server) {
    this.folder = folder;
    this.server = server;
  }

  public static S3Server start(Path folder) {
    FilesystemNio2BlobStore objects = new FilesystemNio2BlobStore(folder.toString());
    objects.createContainer(BUCKET);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new S3Server(folder, server);
  }

  public Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "bucket",
            BUCKET,
            "prefix",
            "sync/",
            "endpoint",
            "http://127.0.0.1:" + server.getPort(),
            "pathStyle",
            "true",
            "accessKey",
            ACCESS_KEY,
            "secretKey",
            SECRET_KEY,
            "call",
            "PT30S"));
  }

  public BlobStore open(Map<String, String> settings) {
    return new S3BlobStoreProvider().open(Settings.of(settings));
  }

  /** The files of objects, and of parts of such. */
  public List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

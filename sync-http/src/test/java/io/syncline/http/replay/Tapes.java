package io.syncline.http.replay;

import io.syncline.http.HttpAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manifests of tests, as files. */
final class Tapes {

  static final String TOKEN = "token-of-the-crm-4711";

  private Tapes() {}

  /** The example that knows everything, without what its feed waits for. */
  static HttpAdapter crm(Path folder, String url) {
    try (InputStream in = Tapes.class.getResourceAsStream("/io/syncline/http/crm.yaml")) {
      String manifest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HttpAdapter.manifest(Files.writeString(folder.resolve("crm.yaml"), manifest))
          .setting("baseUrl", url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpAdapter manifest(Path folder, String text) {
    try {
      return HttpAdapter.manifest(Files.writeString(folder.resolve("manifest.yaml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.syncline.config;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The example hub, as a file. */
public final class CustomerHub {

  private CustomerHub() {}

  public static Path path() {
    try {
      return Path.of(
          Objects.requireNonNull(CustomerHub.class.getResource("customer.yaml")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static HubConfig read() {
    Map<String, String> environment = Map.of("CRM_URL", "https://crm.example");
    return HubFile.at(path())
        .withEnvironment(name -> Optional.ofNullable(environment.get(name)))
        .read();
  }
}

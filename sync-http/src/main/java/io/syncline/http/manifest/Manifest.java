package io.syncline.http.manifest;

import java.util.Map;

/** What a manifest file says. */
public record Manifest(ConnectionSpec connection, Map<String, DatasetManifest> datasets) {

  /** The only value of {@code adapter} that is understood. */
  public static final String FORMAT = "http/v1";

  public Manifest {
    datasets = Map.copyOf(datasets);
  }
}

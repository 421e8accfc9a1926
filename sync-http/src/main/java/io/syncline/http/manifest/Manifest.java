package io.syncline.http.manifest;

import java.util.Map;
import java.util.TreeMap;

/** What a manifest file says. */
public record Manifest(ConnectionSpec connection, Map<String, DatasetManifest> datasets) {

  /** The only value of {@code adapter} that is understood. */
  public static final String FORMAT = "http/v1";

  public Manifest {
    datasets = Map.copyOf(datasets);
  }

  /** The hooks that it needs: the place that names one to its id. */
  public Map<String, String> hooks() {
    Map<String, String> hooks = new TreeMap<>();
    connection.hook().ifPresent(id -> hooks.put("connection.hook", id));
    datasets.forEach(
        (name, dataset) ->
            dataset.hook().ifPresent(id -> hooks.put("datasets." + name + ".hook", id)));
    return hooks;
  }
}

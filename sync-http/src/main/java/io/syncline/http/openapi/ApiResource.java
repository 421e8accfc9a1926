package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A collection with its records: a path that is listed, and one below it for each of them.
 *
 * @param name of the last part of the path
 * @param parameter of the path of one record; empty: it has none
 */
record ApiResource(
    String name,
    String parameter,
    ApiOperation list,
    Optional<ApiOperation> create,
    Optional<ApiOperation> read,
    Optional<ApiOperation> update,
    Optional<ApiOperation> delete) {

  private static final Pattern ITEM = Pattern.compile("(/.*)/\\{([^{}/]+)}/?");

  /** Those of a document, and the listed paths that are below a record of something else. */
  record Found(List<ApiResource> resources, List<String> leftOut) {}

  static Found of(ApiDocument document) {
    JsonNode paths = document.root().path("paths");
    Map<String, String> items = new TreeMap<>();
    for (String path : paths.propertyNames()) {
      Matcher item = ITEM.matcher(path);
      if (item.matches()) {
        items.putIfAbsent(item.group(1), path);
      }
    }
    Map<String, ApiResource> found = new TreeMap<>();
    List<String> leftOut = new ArrayList<>();
    for (String path : paths.propertyNames()) {
      JsonNode collection = document.at(paths, path);
      if (!collection.has("get") || ITEM.matcher(path).matches()) {
        continue;
      }
      String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      ApiOperation list = operation(document, path, collection, "get").orElseThrow();
      boolean isResource = items.containsKey(bare) || isList(list);
      if (isResource && path.contains("{")) {
        leftOut.add(path);
      } else if (isResource) {
        ApiResource resource =
            of(document, name(bare, found), list, collection, items.getOrDefault(bare, ""));
        found.put(resource.name(), resource);
      }
    }
    return new Found(List.copyOf(found.values()), leftOut);
  }

  private static boolean isList(ApiOperation list) {
    return Listing.of(list).records().isPresent();
  }

  private static String name(String path, Map<String, ApiResource> others) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    String whole = path.substring(1).replace('/', '_');
    return last.isEmpty() || others.containsKey(last) ? (whole.isEmpty() ? "root" : whole) : last;
  }

  private static ApiResource of(
      ApiDocument document, String name, ApiOperation list, JsonNode collection, String itemPath) {
    JsonNode item = document.at(document.root().path("paths"), itemPath);
    Matcher matcher = ITEM.matcher(itemPath);
    return new ApiResource(
        name,
        matcher.matches() ? matcher.group(2) : "",
        list,
        operation(document, list.path(), collection, "post"),
        operation(document, itemPath, item, "get"),
        operation(document, itemPath, item, "patch")
            .or(() -> operation(document, itemPath, item, "put")),
        operation(document, itemPath, item, "delete"));
  }

  private static Optional<ApiOperation> operation(
      ApiDocument document, String path, JsonNode item, String method) {
    return item.has(method)
        ? Optional.of(
            new ApiOperation(
                document, method.toUpperCase(Locale.ROOT), path, document.at(item, method), item))
        : Optional.empty();
  }
}

package io.syncline.http.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses of single records, as calls of one record end, such as {@code /contacts/{id}}. */
final class RecordAddresses {

  private final List<Template> paths;

  private RecordAddresses(List<Template> paths) {
    this.paths = paths;
  }

  static RecordAddresses of(Stream<Call> calls) {
    return new RecordAddresses(
        calls.map(each -> new Template(each.template().split("\\?", 2)[0])).toList());
  }

  /** The key of the record that has this address, by its fields; empty where it tells none. */
  Optional<Map<String, String>> key(String address) {
    return paths.stream().flatMap(path -> path.endOf(address).stream()).findFirst();
  }

  /** Whether the address of a record tells all of its key. */
  boolean tell(List<String> key) {
    return paths.stream().anyMatch(path -> path.variables().containsAll(key));
  }
}

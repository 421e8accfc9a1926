package io.syncline.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which dataset, and how it is to be used.
 *
 * @param name as the system names it, such as {@code public.customer}
 * @param key the native fields of its key, in order; empty: what the system declares
 * @param fields the native fields to carry; empty: all
 * @param options what only this type of adapter understands, such as {@code feed=polling}
 */
public record DatasetSpec(
    String name, List<String> key, List<String> fields, SortedMap<String, String> options) {

  public DatasetSpec {
    key = List.copyOf(key);
    fields = List.copyOf(fields);
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  public static DatasetSpec of(String name) {
    return new DatasetSpec(name, List.of(), List.of(), new TreeMap<>());
  }

  public DatasetSpec withKey(String... fields) {
    return new DatasetSpec(name, List.of(fields), this.fields, options);
  }

  public DatasetSpec withFields(List<String> fields) {
    return new DatasetSpec(name, key, fields, options);
  }

  public DatasetSpec withOptions(Map<String, String> more) {
    TreeMap<String, String> all = new TreeMap<>(options);
    all.putAll(more);
    return new DatasetSpec(name, key, fields, all);
  }
}

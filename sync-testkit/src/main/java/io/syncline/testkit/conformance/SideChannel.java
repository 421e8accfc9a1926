package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A way to the raw records behind the adapter's back, as the system's own users have: SQL on a
 * connection of its own, a client of the service's API. It must share nothing with the adapter
 * under test. What it does is done when a call returns. Used from several threads.
 */
public interface SideChannel {

  /**
   * Text that no other run of the suite has, in the values of the records that one scenario makes,
   * which asks for it once.
   */
  default String mark() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** Makes a record with these native fields, and answers its key. */
  NativeKey create(Row fields);

  /** Sets these fields of a record that is there, and no other. */
  void change(NativeKey key, Row fields);

  /** Deletes a record that is there. */
  void delete(NativeKey key);

  /** Deletes records that are there; worth writing where one by one takes long. */
  default void deleteAll(Collection<NativeKey> records) {
    records.forEach(this::delete);
  }

  /** All records there are. */
  Map<NativeKey, Row> all();

  /** One record; empty where there is none. */
  default Optional<Row> read(NativeKey key) {
    return Optional.ofNullable(all().get(key));
  }
}

package io.syncline.jdbc;

import io.syncline.jdbc.apply.InboundTable;
import java.util.Optional;

/**
 * How a dataset is written.
 *
 * @param possible whether it is at all
 * @param requests what takes requests to the other side; empty: the table itself is written
 */
record Writing(boolean possible, Optional<InboundTable> requests) {

  /** Whether a write may set this field, as far as the dataset's table does not say. */
  boolean takes(String field) {
    return requests.map(each -> each.takes(field)).orElse(true);
  }

  static Writing direct() {
    return new Writing(true, Optional.empty());
  }

  static Writing none() {
    return new Writing(false, Optional.empty());
  }

  static Writing byRequests(InboundTable inbound) {
    return new Writing(true, Optional.of(inbound));
  }
}

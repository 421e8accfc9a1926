package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.ScanPage;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes entries of listings of records as a service shows them. Thread-safe. */
record Entries(Records records, Attachments attachments) {

  /** Those that are not deleted, with their attachments. */
  List<ScanPage.Entry> of(List<JsonNode> listed, Deadline deadline) {
    List<JsonNode> alive = listed.stream().filter(record -> !records.isDeleted(record)).toList();
    attachments.load(alive, deadline);
    return alive.stream()
        .map(record -> new ScanPage.Entry(key(record), records.image(record)))
        .toList();
  }

  private NativeKey key(JsonNode record) {
    return records
        .key(record)
        .orElseThrow(
            () -> new AdapterException.SchemaChanged("must have its key: a record of the listing"));
  }
}

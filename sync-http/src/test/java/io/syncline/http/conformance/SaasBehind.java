package io.syncline.http.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The server's own hands on its records: no HTTP, and nothing of the adapter. */
record SaasBehind(FakeDataset records, SaasFields fields) implements SideChannel {

  @Override
  public NativeKey create(Row row) {
    return NativeKey.of(records.create(fields.toJson(row)).id());
  }

  @Override
  public void change(NativeKey key, Row row) {
    records.update(key.toString(), fields.toJson(row));
  }

  @Override
  public void delete(NativeKey key) {
    records.delete(key.toString());
  }

  @Override
  public Map<NativeKey, Row> all() {
    Map<NativeKey, Row> all = new TreeMap<>();
    records.snapshot().forEach((id, record) -> all.put(NativeKey.of(id), fields.toRow(record)));
    return all;
  }

  @Override
  public Optional<Row> read(NativeKey key) {
    return records
        .find(key.toString())
        .filter(Predicate.not(FakeRecord::archived))
        .map(fields::toRow);
  }
}

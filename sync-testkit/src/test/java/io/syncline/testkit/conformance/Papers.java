package io.syncline.testkit.conformance;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.Map;

/** A table in memory whose contents are kept apart. */
final class Papers implements Abilities.LargeField {

  private final MemoryTable table;

  Papers(MemorySystem system) {
    table = system.table("papers", shape -> shape.large("scan"));
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of(table.name()).withKey("id");
  }

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public int length() {
    return 100_000;
  }

  @Override
  public NativeKey create(byte[] content) {
    return NativeKey.of(table.add(Map.of("scan", kept(content))));
  }

  @Override
  public void change(NativeKey key, byte[] content) {
    table.change(key.toString(), "scan", kept(content));
  }

  private String kept(byte[] content) {
    LargeObject object = LargeObject.ofContent(content);
    table.keep(object, content);
    return object.toString();
  }

  @Override
  public byte[] content(NativeKey key) {
    return table
        .kept(
            LargeObject.of(table.all().get(key.toString()).get("scan").orElseThrow()).orElseThrow())
        .orElseThrow();
  }

  @Override
  public void delete(NativeKey key) {
    table.remove(key.toString());
  }
}

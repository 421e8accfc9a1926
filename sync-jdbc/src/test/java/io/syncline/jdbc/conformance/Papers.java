package io.syncline.jdbc.conformance;

import io.syncline.model.NativeKey;
import io.syncline.spi.DatasetSpec;
import io.syncline.testkit.conformance.Abilities;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A table with a column of large texts. */
final class Papers implements Abilities.LargeField {

  private final TableHost host;
  private final AtomicInteger last = new AtomicInteger();

  Papers(TableHost host, Product product) {
    this.host = host;
    host.run("drop table if exists paper");
    host.run("create table paper (id bigint primary key, note " + product.largeText() + ")");
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of("paper")
        .withKey("id")
        .withOptions(Map.of("large", "note", "version", "none"));
  }

  @Override
  public String name() {
    return "note";
  }

  @Override
  public int length() {
    return 5_000_000;
  }

  @Override
  public NativeKey create(byte[] content) {
    NativeKey key = NativeKey.of("" + last.incrementAndGet());
    put("insert into paper (note, id) values (?, ?)", key, content);
    return key;
  }

  @Override
  public void change(NativeKey key, byte[] content) {
    put("update paper set note = ? where id = ?", key, content);
  }

  private void put(String sql, NativeKey key, byte[] content) {
    host.transacted(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, new String(content, StandardCharsets.US_ASCII));
            statement.setLong(2, Long.parseLong(key.toString()));
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public byte[] content(NativeKey key) {
    return host.transacted(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select note from paper where id = " + key)) {
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getString(1).getBytes(StandardCharsets.US_ASCII);
          }
        });
  }

  @Override
  public void delete(NativeKey key) {
    host.run("delete from paper where id = " + key);
  }
}

package io.syncline.benchmarks.state;

import io.syncline.store.KeyBytes;
import io.syncline.store.StoredRecord;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** The floor: the same bytes by binary COPY into tables without a key, a commit for each batch. */
final class CopyFloor {

  private static final byte[] SIGNATURE = "PGCOPY\n".getBytes(StandardCharsets.US_ASCII);

  private CopyFloor() {}

  /** Nanoseconds for so many records; the bytes are made before. */
  static long run(DataSource dataSource, int rows, int batch) throws SQLException, IOException {
    long nanos = 0;
    try (Connection connection = dataSource.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table floor_record (place int4, record int8, image bytea)");
        statement.execute("create table floor_link (place int4, native bytea, record int8)");
      }
      connection.setAutoCommit(false);
      for (int from = 1; from <= rows; from += batch) {
        byte[] records = records(from, Math.min(batch, rows - from + 1));
        byte[] links = links(from, Math.min(batch, rows - from + 1));
        long begin = System.nanoTime();
        copy(connection, "floor_record", records);
        copy(connection, "floor_link", links);
        connection.commit();
        nanos += System.nanoTime() - begin;
      }
    }
    return nanos;
  }

  private static void copy(Connection connection, String table, byte[] bytes) throws SQLException {
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin (format binary)");
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
  }

  private static byte[] records(int from, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = begin(bytes);
    for (long id = from; id < from + count; id++) {
      out.writeShort(3);
      number(out, 1);
      number(out, id);
      field(out, Records.image(Records.record(id, 0)));
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private static byte[] links(int from, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = begin(bytes);
    for (long id = from; id < from + count; id++) {
      StoredRecord record = Records.record(id, 0);
      int place = 2;
      for (var link : record.links().values()) {
        out.writeShort(3);
        number(out, place++);
        field(out, KeyBytes.of(link.key()));
        number(out, id);
      }
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private static DataOutputStream begin(ByteArrayOutputStream bytes) throws IOException {
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    out.write(new byte[] {(byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0});
    return out;
  }

  private static void number(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static void number(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void field(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}

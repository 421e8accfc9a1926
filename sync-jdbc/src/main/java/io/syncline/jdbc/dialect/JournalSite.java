package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One dataset's place in a journal.
 *
 * @param schema of the journal's own tables; empty text: the one that is connected to
 * @param name of the dataset among all that stand in this journal
 * @param table whose triggers write the entries; empty: the host's own transactions do
 * @param key the columns that an entry names a row by; empty where there is no table
 */
public record JournalSite(String schema, String name, Optional<TableName> table, List<Column> key) {

  public JournalSite {
    key = List.copyOf(key);
  }

  /** Rows of {@code table}, which triggers note down by {@code key}. */
  public static JournalSite ofTable(String schema, TableName table, List<Column> key) {
    String name = "journal " + table + " " + key.stream().map(Column::name).toList();
    return new JournalSite(schema, name, Optional.of(table), key);
  }

  /** What a host application notes down itself under {@code dataset}. */
  public static JournalSite ofOutbox(String schema, String dataset) {
    return new JournalSite(schema, outboxName(dataset), Optional.empty(), List.of());
  }

  /** The name of a dataset that a host application notes down itself. */
  public static String outboxName(String dataset) {
    return "outbox " + TableName.parse(dataset);
  }

  /** What entries carry in place of the name: the first eight bytes of its SHA-256. */
  public long number() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("must be there, as in every JDK: algorithm=SHA-256", e);
    }
  }

  /** The number in 16 digits, for the names of functions and triggers. */
  String digits() {
    return HexFormat.of().toHexDigits(number());
  }
}

package io.syncline.jdbc.diff;

import io.syncline.diff.range.DigestField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/**
 * A function that a database computes of a row, in 64 bits. It takes the key's columns and then the
 * others, as {@link JdbcTable#digested()} lists them: were the key left out, two rows of a range
 * could swap their values unseen.
 *
 * <p>Both functions refuse columns that they cannot digest stably by an {@link
 * IllegalArgumentException} that names the first of them. Immutable.
 */
public interface RowDigester {

  /**
   * Names the function with all that its results depend on. Functions of equal name digest equal
   * rows alike, on whatever servers.
   */
  String function();

  /** The digest of a row's values, which are in the order of {@link JdbcTable#digested()}. */
  Field<Long> digest(List<? extends Field<?>> values);

  /**
   * The function of {@link io.syncline.diff.range.CanonicalText}, which all databases and Java
   * compute alike. Times count to the microsecond. Refuses doubles, JSON and lists.
   */
  static RowDigester portable(JdbcTable table) {
    List<DigestField> fields =
        table.digested().stream().map(each -> DigestField.of(each.type().kind())).toList();
    return portable(table, fields);
  }

  /**
   * The same with times cut off at a coarser precision, such as two tables share.
   *
   * @param fields one for each of {@link JdbcTable#digested()}; see {@link
   *     JdbcTable#digestFields()} and {@link DigestField#coarser}
   */
  static RowDigester portable(JdbcTable table, List<DigestField> fields) {
    return new PortableDigester(table, fields);
  }

  /**
   * The database's own hash of records: several times cheaper, but an internal of the server, which
   * another major version may change. So it is asked to hash the same literal rows on every server,
   * and what comes out stands in the function's name: that is the handshake, and servers that hash
   * otherwise have functions of other names. Needs a connection, once.
   *
   * <p>PostgreSQL: {@code hash_record_extended}, before 14 {@code hashtextextended} of the
   * canonical text. Integers of any width hash alike, as do all kinds of text; 1.0 as 1.00; NaN and
   * infinite dates as themselves. Times of different declared precision have different names.
   * Refuses JSON as text ({@code json}); doubles and {@code jsonb} are fine.
   *
   * @return empty: the database has none, as all others
   * @throws io.syncline.spi.AdapterException as {@link JdbcTable#of}
   */
  static Optional<RowDigester> own(JdbcTable table, Duration within) {
    return table.read(within, session -> table.dialect().own(session.sql(), table.digested()));
  }
}

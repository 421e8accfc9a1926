package io.syncline.jdbc.schema;

import io.syncline.model.FieldType;
import java.util.Optional;

/**
 * One column that can be carried.
 *
 * @param form how its values travel
 * @param typeSchema where its type lives, with {@code typeName}: what texts are cast to
 * @param collation of text, by the name that the database gives it; empty: it has none, or it does
 *     not matter
 * @param generated computed by the database: never written
 * @param assigned the database has a value for it when none is given
 * @param declared its type as people write it: {@code character varying(80)}
 * @param digits times: digits of the second's fraction that the database keeps; 0 for other types
 * @param plainOrder whether the database's own order of it, and so an index on it, is the one that
 *     all systems share: text by the bytes of its UTF-8 form, all else by value
 */
public record Column(
    String name,
    TextForm form,
    FieldType type,
    String typeSchema,
    String typeName,
    String collation,
    boolean nullable,
    boolean generated,
    boolean assigned,
    String declared,
    int digits,
    boolean plainOrder) {

  /**
   * The same column, carried as a {@link io.syncline.model.LargeObject}.
   *
   * @return empty: it is neither text nor bytes
   */
  public Optional<Column> large() {
    return switch (form) {
      case TEXT -> Optional.of(carriedAs(TextForm.LARGE_TEXT));
      case BINARY -> Optional.of(carriedAs(TextForm.LARGE_BINARY));
      default -> Optional.empty();
    };
  }

  private Column carriedAs(TextForm large) {
    return new Column(
        name,
        large,
        FieldType.text(),
        typeSchema,
        typeName,
        collation,
        nullable,
        generated,
        assigned,
        declared,
        digits,
        false);
  }
}

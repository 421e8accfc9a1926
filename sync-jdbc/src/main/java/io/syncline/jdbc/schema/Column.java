package io.syncline.jdbc.schema;

import io.syncline.model.FieldType;

/**
 * One column that can be carried.
 *
 * @param form how its values travel
 * @param typeSchema where its type lives, with {@code typeName}: what texts are cast to
 * @param generated computed by the database: never written
 * @param assigned the database has a value for it when none is given
 */
public record Column(
    String name,
    TextForm form,
    FieldType type,
    String typeSchema,
    String typeName,
    boolean nullable,
    boolean generated,
    boolean assigned) {}

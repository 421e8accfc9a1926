package io.syncline.diff;

import io.syncline.model.NativeKey;
import io.syncline.packed.PackedSchema;
import io.syncline.spi.KeyRange;
import io.syncline.spi.RangeDigester;
import java.util.List;

/** A side that can be read in parts, and that digests its records where they are. */
public interface RangedSource {

  /**
   * Where the records are, such as the address of a database: sides of equal places are near each
   * other. Whether the way there is short is the user's to say.
   */
  String place();

  /**
   * Digests ranges over the schema's columns.
   *
   * @param functions the names that would do, in order of preference; see {@link
   *     RangeDigester#function()}
   * @throws io.syncline.spi.AdapterException.Unsupported where a column has no stable digest; its
   *     name is in the message
   */
  RangeDigester digester(PackedSchema schema, List<String> functions);

  /** The functions that could digest these columns here, the cheapest first. */
  List<String> functions(PackedSchema schema);

  /**
   * Reads keys and digests: rows of the schema's key and one field {@code digest}, 64 bits, as the
   * digester of this function computes them.
   *
   * @param order {@link RowSource.Order#UNSORTED}: as the records lie, only asked of a side that is
   *     {@linkplain RowSource#scanned scanned}
   */
  RowCursor digests(PackedSchema schema, String function, RowSource.Order order);

  /** Reads the records of some ranges, range by range, in key order within each. */
  RowCursor open(PackedSchema schema, List<KeyRange> ranges);

  /** Reads the records with these keys, in key order; those that are not there are left out. */
  RowCursor openKeys(PackedSchema schema, List<NativeKey> keys);
}

package io.syncline.reconcile.policy;

import io.syncline.model.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says when a native record without a link is the same thing as a known record: how alike two rows
 * are, and from which score on they are one. Pure, and the same whichever row comes first.
 *
 * <p>Only rows that share a key are ever compared, so that candidates come from an index: what it
 * makes of a row is stored to be found again.
 */
public sealed interface CorrelationRule permits EqualFields, SimilarFields {

  /** The canonical fields it looks at. */
  Set<String> fields();

  /** The texts under which a row is looked for; none where it matches nothing under this rule. */
  Set<String> keys(Row row);

  /** How alike two rows are that share a key: from 0, nothing, to 1. */
  double score(Row one, Row other);

  /** From which score on two rows are one, and from which on a person is asked. */
  Thresholds thresholds();

  /** Equal fields, compared as they are. */
  static EqualFields on(String... fields) {
    Map<String, Normaliser> map = new LinkedHashMap<>();
    for (String field : fields) {
      map.put(field, Normaliser.exact());
    }
    return new EqualFields(map);
  }

  static EqualFields on(String field, Normaliser normaliser) {
    return new EqualFields(Map.of(field, normaliser));
  }

  /**
   * Similar fields, compared where rows agree in one of the {@code blocks}. A block should hold
   * tens of records, such as those of one postal code: each newcomer is compared with all of them.
   */
  static SimilarFieldsBuilder similar(EqualFields... blocks) {
    return new SimilarFieldsBuilder(List.of(blocks));
  }
}

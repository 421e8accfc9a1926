package io.syncline.reconcile.policy;

import io.syncline.model.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows are one where the weighted mean of their fields' similarities is high. A field that is
 * absent, null or empty in one of them says nothing: its weight leaves the sum. Where no field is
 * left, the score is 0.
 *
 * @param blocks only rows that agree in one of them are compared
 */
public record SimilarFields(
    List<EqualFields> blocks, List<ComparedField> compared, Thresholds thresholds)
    implements CorrelationRule {

  public SimilarFields {
    blocks = List.copyOf(blocks);
    compared = List.copyOf(compared);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("must have a block, or all is compared: blocks=[]");
    }
    if (compared.isEmpty()) {
      throw new IllegalArgumentException("must compare a field: compared=[]");
    }
  }

  @Override
  public Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    blocks.forEach(block -> fields.addAll(block.fields()));
    compared.forEach(each -> fields.add(each.field()));
    return fields;
  }

  /** One key per block, told apart by its number. */
  @Override
  public Set<String> keys(Row row) {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      int number = i;
      blocks.get(i).key(row).ifPresent(key -> keys.add(number + ":" + key));
    }
    return keys;
  }

  @Override
  public double score(Row one, Row other) {
    double sum = 0;
    double weights = 0;
    for (ComparedField each : compared) {
      Optional<String> text = each.form().form(one, each.field());
      Optional<String> otherText = each.form().form(other, each.field());
      if (text.isPresent() && otherText.isPresent()) {
        sum += each.weight() * each.measure().of(text.get(), otherText.get());
        weights += each.weight();
      }
    }
    return weights == 0 ? 0 : Math.min(1, sum / weights);
  }
}

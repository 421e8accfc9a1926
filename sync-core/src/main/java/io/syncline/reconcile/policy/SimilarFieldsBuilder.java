package io.syncline.reconcile.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects what a similarity compares; the thresholds end it. */
public final class SimilarFieldsBuilder {

  private final List<EqualFields> blocks;
  private final List<ComparedField> compared = new ArrayList<>();

  SimilarFieldsBuilder(List<EqualFields> blocks) {
    this.blocks = blocks;
  }

  /** A field that counts as much as the others, compared as it is. */
  public SimilarFieldsBuilder compare(String field, Similarity measure) {
    return compare(new ComparedField(field, 1, Normaliser.exact(), measure));
  }

  public SimilarFieldsBuilder compare(ComparedField field) {
    compared.add(field);
    return this;
  }

  /** A field of some weight, brought to a common form first. */
  public SimilarFieldsBuilder compare(
      String field, double weight, Normaliser form, Similarity measure) {
    return compare(new ComparedField(field, weight, form, measure));
  }

  /** The rule: links from {@code accept} on, and asks a person from {@code doubt} on. */
  public SimilarFields thresholds(double accept, double doubt) {
    return new SimilarFields(blocks, compared, new Thresholds(accept, doubt));
  }
}

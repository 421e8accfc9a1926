package io.syncline.config;

import io.syncline.config.Place.Fields;
import io.syncline.config.Place.Named;
import io.syncline.reconcile.policy.ComparedField;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.EqualFields;
import io.syncline.reconcile.policy.Normaliser;
import io.syncline.reconcile.policy.SimilarFields;
import io.syncline.reconcile.policy.Similarity;
import io.syncline.reconcile.policy.Thresholds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads by what records are matched at first contact. Each rule is a field, a list of fields that
 * must all be equal, or a mapping: within which blocks, what is compared, and two thresholds.
 */
final class MatchReader {

  private final Vocabularies words;

  MatchReader(Vocabularies words) {
    this.words = words;
  }

  List<CorrelationRule> rules(Place place) {
    List<CorrelationRule> rules = new ArrayList<>();
    for (Place item : place.items()) {
      (item.isMapping() ? similar(item) : equal(item)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<EqualFields> equal(Place place) {
    Map<String, Normaliser> forms = new LinkedHashMap<>();
    for (Place each : place.items()) {
      form(each, each.text()).ifPresent(form -> forms.put(form.field(), form.normaliser()));
    }
    if (forms.isEmpty() && place.isList()) {
      place.fault("must name a field: fields=[]");
    }
    return forms.isEmpty() ? Optional.empty() : Optional.of(new EqualFields(forms));
  }

  private Optional<SimilarFields> similar(Place place) {
    Fields fields = place.fields("within", "compare", "accept", "doubt");
    List<EqualFields> blocks = new ArrayList<>();
    fields
        .get("within")
        .ifPresent(within -> within.items().forEach(each -> equal(each).ifPresent(blocks::add)));
    List<ComparedField> compared = new ArrayList<>();
    fields
        .get("compare")
        .ifPresent(all -> all.entries().forEach(each -> compared(each).ifPresent(compared::add)));
    Optional<Double> accept = fields.get("accept").flatMap(MatchReader::share);
    Optional<Double> doubt = fields.get("doubt").flatMap(MatchReader::share);
    if (accept.isEmpty() || doubt.isEmpty()) {
      if (fields.get("accept").isEmpty() || fields.get("doubt").isEmpty()) {
        place.fault("must say from which score on it accepts, and doubts: accept, doubt");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SimilarFields(blocks, compared, new Thresholds(accept.get(), doubt.get())));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** {@code name: jaro-winkler}, or a mapping of the measure and its weight. */
  private Optional<ComparedField> compared(Named each) {
    Optional<Form> form = form(each.place(), each.name());
    Place place = each.place();
    Optional<Place> measure = Optional.of(place);
    Optional<Double> weight = Optional.of(1.0);
    if (place.isMapping()) {
      Fields fields = place.fields("by", "weight");
      measure = fields.get("by");
      weight = fields.get("weight").map(MatchReader::weight).orElse(weight);
      if (measure.isEmpty()) {
        place.fault("must say by what it is compared: by");
      }
    }
    Optional<Similarity> by =
        measure.flatMap(at -> words.similarities().read(at.path(), at.text(), at.faults()));
    if (form.isEmpty() || by.isEmpty() || weight.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ComparedField(form.get().field(), weight.get(), form.get().normaliser(), by.get()));
  }

  private static Optional<Double> share(Place place) {
    try {
      return Optional.of(Words.share(place.text()));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Optional<Double> weight(Place place) {
    String text = place.text();
    if (text.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(text) > 0) {
      return Optional.of(Double.valueOf(text));
    }
    place.fault("must be a number > 0: weight=" + text);
    return Optional.empty();
  }

  /** {@code email}, or {@code lower(email)} to compare a common form. */
  private Optional<Form> form(Place place, String written) {
    String text = written.strip();
    if (!text.contains("(")) {
      return Optional.of(new Form(text, Normaliser.exact()));
    }
    try {
      Call call = Call.parse(text);
      if (call.arguments().size() != 1) {
        place.fault("must normalise one field, as in lower(email): value=" + text);
        return Optional.empty();
      }
      Optional<Normaliser> normaliser =
          words.normalisers().read(place.path(), call.name(), place.faults());
      return Optional.of(
          new Form(call.arguments().get(0), normaliser.orElseGet(Normaliser::exact)));
    } catch (IllegalArgumentException e) {
      place.fault(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A field, and the form in which it is compared. */
  private record Form(String field, Normaliser normaliser) {}
}

package io.syncline.config;

import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Reads who wins: a policy, or several that are asked in turn, as in {@code union else hold}. */
final class PolicyReader {

  /** The key of what decides for all that has no policy of its own. */
  private static final String OTHERWISE = "otherwise";

  private final Vocabularies words;
  private final Set<String> systems;

  PolicyReader(Vocabularies words, Set<String> systems) {
    this.words = words;
    this.systems = systems;
  }

  /** One policy for all, or a mapping from field or group to its own. */
  PolicyConfig conflicts(Place place) {
    PolicyConfig policies = PolicyConfig.hold();
    if (!place.isMapping()) {
      return policies.otherwise(conflict(place));
    }
    for (Place.Named each : place.entries()) {
      ConflictPolicy policy = conflict(each.place());
      policies =
          each.name().equals(OTHERWISE)
              ? policies.otherwise(policy)
              : policies.with(each.name(), policy);
    }
    return policies;
  }

  private ConflictPolicy conflict(Place place) {
    String text = place.text();
    checkSystems(place, text);
    return chain(place, text, words.conflicts(), ConflictPolicy::orElse)
        .orElseGet(ConflictPolicy::holdForReview);
  }

  DeletePolicy deletes(Place place) {
    return chain(place, place.text(), words.deletes(), DeletePolicy::orElse)
        .orElseGet(DeletePolicy::holdForReview);
  }

  private static <T> Optional<T> chain(
      Place place, String text, Vocabulary<T> vocabulary, BinaryOperator<T> orElse) {
    Optional<T> chain = Optional.empty();
    for (String link : links(text)) {
      Optional<T> next = vocabulary.read(place.path(), link, place.faults());
      chain =
          chain.isPresent() && next.isPresent()
              ? Optional.of(orElse.apply(chain.get(), next.get()))
              : chain.or(() -> next);
    }
    return chain;
  }

  private static String[] links(String text) {
    return text.strip().split("\\s+else\\s+");
  }

  /** A preferred system that is not there would never be preferred, and nobody would notice. */
  private void checkSystems(Place place, String text) {
    for (String link : links(text)) {
      if (link.startsWith("prefer(") && Names.fault(() -> Call.parse(link)).isEmpty()) {
        for (String system : Call.parse(link).arguments()) {
          if (!systems.contains(system)) {
            place.faults().unknown(place.path(), systems, "system", system);
          }
        }
      }
    }
  }
}

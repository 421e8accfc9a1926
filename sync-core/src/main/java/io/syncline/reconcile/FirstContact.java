package io.syncline.reconcile;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.reconcile.policy.CorrelationRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for a batch of native records without links which known records they are. Never guesses,
 * and does not depend on the order of the batch or of the candidates. Takes time in proportion to
 * both.
 *
 * <p>The caller finds the candidates: every living record that shares a key of any of the rules
 * with a newcomer ({@link CorrelationRule#keys}), and every record with a create in flight to the
 * system. A candidate too many does no harm.
 *
 * <p>The rules are tried in order, and the first under which anything is at least in doubt decides.
 * What a person said to be different is never a candidate.
 */
public final class FirstContact {

  /** The most twins that are named to a person. */
  private static final int MOST_TWINS = 20;

  private final List<CorrelationRule> rules;
  private final Twins twins;

  /** Whether natives of one batch that match each other may be two records. */
  public enum Twins {
    /** They may be one thing twice: both are held. */
    HELD,
    /** They are two records. Two that match the same known record are held all the same. */
    SEPARATE
  }

  public FirstContact(List<CorrelationRule> rules, Twins twins) {
    this.rules = List.copyOf(rules);
    this.twins = twins;
  }

  public List<CorrelationRule> rules() {
    return rules;
  }

  /** One answer for each newcomer; their keys must differ. */
  public Map<NativeKey, Contact> decide(
      SystemId system, Collection<Newcomer> batch, Collection<Candidate> known) {
    Matches matches = new Matches(rules, system, batch, known);
    Map<NativeKey, Contact> contacts = new LinkedHashMap<>();
    Map<RecordId, List<NativeKey>> claims = new HashMap<>();
    for (Newcomer newcomer : batch) {
      Contact contact = decide(system, newcomer, matches);
      if (contacts.put(newcomer.key(), contact) != null) {
        throw new IllegalArgumentException("must come once: key=" + newcomer.key());
      }
      if (contact instanceof Contact.Link link) {
        claims.computeIfAbsent(link.record(), id -> new ArrayList<>()).add(newcomer.key());
      }
    }
    claims.forEach(
        (record, keys) -> {
          if (keys.size() > 1) {
            keys.forEach(key -> contacts.put(key, rivals(record, key, keys)));
          }
        });
    return contacts;
  }

  private Contact decide(SystemId system, Newcomer newcomer, Matches matches) {
    Matches.Found found = matches.byRule(newcomer);
    List<Candidate> own = matches.byCreate(newcomer);
    if (own.size() == 1 && (found.isEmpty() || found.records().equals(own))) {
      return new Contact.Wait(own.get(0).record());
    }
    if (found.records().size() > 1 || own.size() > 1) {
      List<Likeness> all = new ArrayList<>(found.likely());
      own.stream()
          .filter(candidate -> !found.records().contains(candidate))
          .forEach(candidate -> all.add(Likeness.certain(candidate.record())));
      return Contact.Hold.of(Contact.Why.SEVERAL, all);
    }
    Optional<Candidate> match = found.records().stream().findFirst();
    if (match.isPresent() && match.get().linked().contains(system)) {
      return Contact.Hold.of(Contact.Why.LINKED, found.likely());
    }
    if (match.isPresent() && match.get().creating().contains(system)) {
      return new Contact.Wait(match.get().record());
    }
    if (!found.certain()) {
      return Contact.Hold.of(Contact.Why.UNSURE, found.likely());
    }
    if (twins == Twins.HELD) {
      List<NativeKey> alike = matches.twins(newcomer, MOST_TWINS);
      if (!alike.isEmpty()) {
        return new Contact.Hold(Contact.Why.TWINS, found.likely(), alike);
      }
    }
    return match
        .<Contact>map(candidate -> new Contact.Link(candidate.record()))
        .orElseGet(Contact.New::new);
  }

  /** Several newcomers are sure to be the same record. */
  private static Contact rivals(RecordId record, NativeKey key, List<NativeKey> claimants) {
    return new Contact.Hold(
        Contact.Why.TWINS,
        List.of(Likeness.certain(record)),
        claimants.stream().filter(each -> !each.equals(key)).sorted().limit(MOST_TWINS).toList());
  }
}

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
 * <p>The caller finds the candidates: every living record whose key under any of the rules is that
 * of a newcomer ({@link CorrelationRule#key}), and every record with a create in flight to the
 * system. A candidate too many does no harm.
 *
 * <p>The rules are tried in order, and the first under which anything matches decides.
 */
public final class FirstContact {

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
            Contact hold = new Contact.Hold(Contact.Why.TWINS, List.of(record));
            keys.forEach(key -> contacts.put(key, hold));
          }
        });
    return contacts;
  }

  private Contact decide(SystemId system, Newcomer newcomer, Matches matches) {
    List<Candidate> found = matches.byRule(newcomer);
    List<Candidate> own = matches.byCreate(newcomer);
    if (own.size() == 1 && (found.isEmpty() || found.equals(own))) {
      return new Contact.Wait(own.get(0).record());
    }
    if (found.size() > 1 || own.size() > 1) {
      return hold(Contact.Why.SEVERAL, found, own);
    }
    Optional<Candidate> match = found.stream().findFirst();
    if (match.isPresent() && match.get().linked().contains(system)) {
      return hold(Contact.Why.LINKED, found, List.of());
    }
    if (match.isPresent() && match.get().creating().contains(system)) {
      return new Contact.Wait(match.get().record());
    }
    if (twins == Twins.HELD && matches.hasTwin(newcomer)) {
      return hold(Contact.Why.TWINS, found, List.of());
    }
    return match
        .<Contact>map(candidate -> new Contact.Link(candidate.record()))
        .orElseGet(Contact.New::new);
  }

  private static Contact hold(Contact.Why why, List<Candidate> found, List<Candidate> own) {
    List<RecordId> records = new ArrayList<>();
    found.forEach(candidate -> records.add(candidate.record()));
    own.forEach(candidate -> records.add(candidate.record()));
    return new Contact.Hold(why, records);
  }
}

package io.syncline.plan;

import java.util.Set;

/**
 * What is not to be planned for one flow for now.
 *
 * @param risks writes of these wait
 * @param keyFields the canonical fields that are part of the native key
 */
public record Withheld(Set<Risk> risks, Set<String> keyFields) {

  private static final Withheld NOTHING = new Withheld(Set.of(), Set.of());

  public Withheld {
    risks = Set.copyOf(risks);
    keyFields = Set.copyOf(keyFields);
  }

  public static Withheld nothing() {
    return NOTHING;
  }

  boolean holds(Risk risk) {
    return risks.contains(risk);
  }
}

package io.syncline.config;

import io.syncline.reconcile.policy.ConflictPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who decides which conflicts of one entity.
 *
 * @param otherwise decides for what has no policy of its own
 * @param named field or group to its own policy
 */
public record PolicyConfig(ConflictPolicy otherwise, Map<String, ConflictPolicy> named) {

  public PolicyConfig {
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Leaves every conflict to a person. */
  public static PolicyConfig hold() {
    return new PolicyConfig(ConflictPolicy.holdForReview(), Map.of());
  }

  public PolicyConfig otherwise(ConflictPolicy policy) {
    return new PolicyConfig(policy, named);
  }

  /** Also {@code policy} for one field or group, in place of any it had. */
  public PolicyConfig with(String fieldOrGroup, ConflictPolicy policy) {
    Map<String, ConflictPolicy> more = new LinkedHashMap<>(named);
    more.put(fieldOrGroup, policy);
    return new PolicyConfig(otherwise, more);
  }
}

package io.syncline.engine;

import io.syncline.model.Row;
import io.syncline.reconcile.policy.CorrelationRule;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Digests of correlation keys: the first 64 bits of SHA-256, so that chance never makes two meet.
 * For one thread.
 */
final class Correlation {

  private final List<CorrelationRule> rules;
  private final MessageDigest sha;

  Correlation(List<CorrelationRule> rules) {
    this.rules = rules;
    try {
      this.sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** One digest for each text under which the row is looked for, by each rule. */
  List<Long> digests(Row row) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<Long> digests = new ArrayList<>(rules.size());
    for (int rule = 0; rule < rules.size(); rule++) {
      for (String key : rules.get(rule).keys(row)) {
        digests.add(digest(rule, key));
      }
    }
    return digests;
  }

  /**
   * The digest of one key.
   *
   * @param rule which of the entity's rules the key was made by, from 0
   */
  private long digest(int rule, String key) {
    sha.update((byte) rule);
    return ByteBuffer.wrap(sha.digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}

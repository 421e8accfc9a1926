package io.syncline.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The limits of one flow's plans, by risk; what has none is not guarded. */
public record Guards(SortedMap<Risk, GuardLimit> limits) {

  private static final GuardLimit USUAL = new GuardLimit(100, 0.2);

  public Guards {
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /**
   * Deletes, blanked fields and changes of keys: 100 records, or a fifth of those linked. Creates
   * and other updates are not guarded.
   */
  public static Guards usual() {
    return none().with(Risk.DELETES, USUAL).with(Risk.BLANKS, USUAL).with(Risk.KEY_CHANGES, USUAL);
  }

  public static Guards none() {
    return new Guards(new TreeMap<>());
  }

  public Guards with(Risk risk, GuardLimit limit) {
    Map<Risk, GuardLimit> more = new EnumMap<>(Risk.class);
    more.putAll(limits);
    more.put(risk, limit);
    return new Guards(new TreeMap<>(more));
  }

  public Guards without(Risk risk) {
    TreeMap<Risk, GuardLimit> fewer = new TreeMap<>(limits);
    fewer.remove(risk);
    return new Guards(fewer);
  }

  public Optional<GuardLimit> limit(Risk risk) {
    return Optional.ofNullable(limits.get(risk));
  }
}

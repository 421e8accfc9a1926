package io.syncline.operate;

import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether the systems agree, as they show themselves now.
 *
 * @param systems what was compared, per system
 * @param differences the first of them, at most {@value #MOST}
 */
public record Verification(
    String entity, SortedMap<SystemId, Compared> systems, List<Difference> differences) {

  /** The most differences kept. */
  public static final int MOST = 100;

  public Verification {
    systems = Collections.unmodifiableSortedMap(new TreeMap<>(systems));
    differences = List.copyOf(differences);
  }

  /** Whether every record is at every system and shows what it should, save what is explained. */
  public boolean agrees() {
    return systems.values().stream().allMatch(Compared::agrees);
  }

  /**
   * One system's listing against the agreed records.
   *
   * @param listed native records read
   * @param equal those that show the agreed values, in the form this system gives them
   * @param explained those that differ for a known reason: a held conflict, a refused write, a
   *     parked row
   * @param different those that differ without one
   * @param missing agreed records that the listing does not show
   * @param unknown native records that belong to no record
   */
  public record Compared(
      long listed, long equal, long explained, long different, long missing, long unknown) {

    public boolean agrees() {
      return different == 0 && missing == 0 && unknown == 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d listed, %,d equal, %,d explained, %,d different, %,d missing, %,d unknown",
          listed,
          equal,
          explained,
          different,
          missing,
          unknown);
    }
  }

  /**
   * One field, or one whole record, that is not as agreed.
   *
   * @param field empty where the record itself is missing or unknown
   */
  public record Difference(
      SystemId system,
      NativeKey key,
      Optional<String> field,
      Optional<Value> agreed,
      Optional<Value> shown) {}

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(entity + (agrees() ? " agrees" : " does not agree"));
    systems.forEach(
        (system, compared) -> text.append("\n  ").append(system).append(": ").append(compared));
    differences.forEach(each -> text.append("\n  ").append(each));
    return text.toString();
  }
}

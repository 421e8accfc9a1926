package io.syncline.config;

import io.syncline.config.Place.Named;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guards;
import io.syncline.plan.Risk;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the guards of one flow: {@code deletes: 100 or 20 %}, {@code creates: none}. */
final class GuardsReader {

  private static final Map<String, Risk> RISKS =
      new TreeMap<>(
          Map.of(
              "deletes", Risk.DELETES,
              "creates", Risk.CREATES,
              "blanks", Risk.BLANKS,
              "keyChanges", Risk.KEY_CHANGES,
              "updates", Risk.UPDATES));

  private static final String NONE = "none";

  /** Rows alone; or a share, before it perhaps rows. */
  private static final Pattern LIMIT =
      Pattern.compile("(\\d{1,9})|(?:(\\d{1,9})\\s+or\\s+)?(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

  private static final double PERCENT = 100;

  private GuardsReader() {}

  /** The usual guards with these laid over them. */
  static Guards read(Place place) {
    Guards guards = Guards.usual();
    for (Named each : place.entries()) {
      Risk risk = RISKS.get(each.name());
      if (risk == null) {
        place.faults().unknown(each.place().path(), RISKS.keySet(), "guard", each.name());
      } else {
        guards = with(guards, risk, each.place());
      }
    }
    return guards;
  }

  private static Guards with(Guards guards, Risk risk, Place place) {
    String text = place.text().strip();
    if (text.equals(NONE)) {
      return guards.without(risk);
    }
    Optional<GuardLimit> limit = limit(text);
    if (limit.isEmpty()) {
      place.fault("must be like 100, 20 %, 100 or 20 %, or none: value=" + text);
    }
    return limit.map(found -> guards.with(risk, found)).orElse(guards);
  }

  private static Optional<GuardLimit> limit(String text) {
    Matcher parts = LIMIT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(1) != null) {
      return Optional.of(GuardLimit.rows(Long.parseLong(parts.group(1))));
    }
    long rows = parts.group(2) == null ? 0 : Long.parseLong(parts.group(2));
    double share = Double.parseDouble(parts.group(3)) / PERCENT;
    return share > 1 ? Optional.empty() : Optional.of(new GuardLimit(rows, share));
  }
}

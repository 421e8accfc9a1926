package io.syncline.suggest;

import io.syncline.spi.DatasetSchema.NativeField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses, from the most likely on; where two are about equally likely, neither. */
final class Pairing {

  /** Closer ones are about equally likely. */
  private static final double MARGIN = 0.1;

  private final List<Assessed> chosen = new ArrayList<>();
  private final Map<NativeField, String> doubtfulOnes = new LinkedHashMap<>();
  private final Map<NativeField, String> doubtfulOthers = new LinkedHashMap<>();

  private Pairing() {}

  static Pairing of(List<Assessed> all) {
    Pairing pairing = new Pairing();
    List<Assessed> left =
        new ArrayList<>(
            all.stream()
                .filter(Assessed::isSuggested)
                .sorted(Comparator.comparingDouble(Assessed::confidence).reversed())
                .toList());
    while (!left.isEmpty()) {
      pairing.decide(left.remove(0), left);
    }
    all.forEach(pairing::alike);
    return pairing;
  }

  private void decide(Assessed best, List<Assessed> left) {
    Set<Assessed> rivals =
        left.stream()
            .filter(each -> each.sharesAField(best))
            .filter(each -> each.confidence() > best.confidence() - MARGIN)
            .collect(Collectors.toCollection(HashSet::new));
    if (rivals.isEmpty()) {
      chosen.add(best);
      left.removeIf(each -> each.sharesAField(best));
      return;
    }
    List<Assessed> equals = new ArrayList<>(List.of(best));
    left.stream().filter(rivals::contains).forEach(equals::add);
    String reason =
        "about equally likely: "
            + equals.stream()
                .map(
                    each ->
                        each.candidate().one().name() + " and " + each.candidate().other().name())
                .collect(Collectors.joining(", "));
    equals.forEach(each -> doubt(each, reason));
    left.removeIf(each -> equals.stream().anyMatch(each::sharesAField));
  }

  private void doubt(Assessed each, String reason) {
    doubtfulOnes.putIfAbsent(each.candidate().one(), reason);
    doubtfulOthers.putIfAbsent(each.candidate().other(), reason);
  }

  private void alike(Assessed each) {
    if (!each.isSuggested() && each.isAlike()) {
      doubt(
          each,
          "perhaps "
              + each.candidate().one().name()
              + " and "
              + each.candidate().other().name()
              + ": "
              + each.reason());
    }
  }

  List<Assessed> chosen() {
    return chosen;
  }

  /** Why fields of the first side are in no pair, as far as others come into question. */
  Map<NativeField, String> doubtfulOnes() {
    return doubtfulOnes;
  }

  Map<NativeField, String> doubtfulOthers() {
    return doubtfulOthers;
  }
}

package io.syncline.store;

import io.syncline.model.ValueKind;
import io.syncline.reconcile.Registers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The layouts of one store's heads. A store knows no schemas: it learns of what kind a field is
 * from the first value that it is given, and images name the layout they were written with. So
 * there are few, one more than an entity has fields at most. Thread-safe.
 */
final class HeadLayouts {

  private final Symbols symbols;
  private final Map<List<String>, HeadLayout> latest = new ConcurrentHashMap<>();
  private final Map<Numbers, HeadLayout> known = new ConcurrentHashMap<>();

  HeadLayouts(Symbols symbols) {
    this.symbols = symbols;
  }

  /** What an image names its layout by: a list of names, and a list of kinds. */
  record Numbers(int names, int kinds) {}

  HeadLayout of(Registers head) {
    HeadLayout layout =
        latest.computeIfAbsent(
            head.names(),
            names -> new HeadLayout(names, Collections.nCopies(names.size(), ValueKind.NULL)));
    if (layout.fits(head)) {
      return layout;
    }
    HeadLayout wider = new HeadLayout(head.names(), layout.with(head));
    latest.put(head.names(), wider);
    return wider;
  }

  Numbers numbers(List<String> names, HeadLayout layout) {
    return new Numbers(
        symbols.number(names),
        symbols.number(layout.kinds().stream().map(ValueKind::name).toList()));
  }

  HeadLayout of(Numbers numbers) {
    return known.computeIfAbsent(
        numbers,
        each ->
            new HeadLayout(
                symbols.names(each.names()),
                symbols.names(each.kinds()).stream().map(ValueKind::valueOf).toList()));
  }
}

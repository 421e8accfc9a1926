package io.syncline.store;

import io.syncline.model.ValueKind;
import io.syncline.reconcile.Registers;
import java.util.ArrayList;
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
    HeadLayout layout = latest.get(head.names());
    if (layout != null && layout.fits(head)) {
      return layout;
    }
    HeadLayout wider = named(head.names(), layout == null ? kinds(head) : layout.with(head));
    latest.put(head.names(), wider);
    return wider;
  }

  private static List<ValueKind> kinds(Registers head) {
    List<ValueKind> kinds = new ArrayList<>();
    head.forEach((name, register) -> kinds.add(register.value().kind()));
    return kinds;
  }

  /** Takes its numbers once, since every record that is written needs them. */
  private HeadLayout named(List<String> names, List<ValueKind> kinds) {
    List<String> words = kinds.stream().map(ValueKind::name).toList();
    return of(new Numbers(symbols.number(names), symbols.number(words)));
  }

  HeadLayout of(Numbers numbers) {
    return known.computeIfAbsent(
        numbers,
        each ->
            new HeadLayout(
                each,
                symbols.names(each.names()),
                symbols.names(each.kinds()).stream().map(ValueKind::valueOf).toList()));
  }
}

package io.syncline.jdbc.dialect;

import io.syncline.jdbc.dialect.JournalSnapshot.Span;
import java.util.ArrayList;
import java.util.List;

/** Sets of numbers as spans, ascending and apart. */
final class Spans {

  private Spans() {}

  /** The numbers that came from one snapshot to a later one, or were given up. */
  static List<Span> between(JournalSnapshot seen, JournalSnapshot upTo) {
    return without(open(seen, upTo.next()), upTo.open());
  }

  /** The numbers below {@code next} that were not settled in a snapshot. */
  static List<Span> open(JournalSnapshot seen, long next) {
    List<Span> open = new ArrayList<>();
    for (Span each : seen.open()) {
      add(open, each.first(), Math.min(each.last(), next - 1));
    }
    add(open, seen.next(), next - 1);
    return open;
  }

  /** What is in both. */
  static List<Span> common(List<Span> left, List<Span> right) {
    List<Span> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      Span one = left.get(i);
      Span other = right.get(j);
      add(common, Math.max(one.first(), other.first()), Math.min(one.last(), other.last()));
      if (one.last() < other.last()) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }

  /** What is in the first alone. */
  static List<Span> without(List<Span> all, List<Span> out) {
    List<Span> left = new ArrayList<>();
    int j = 0;
    for (Span each : all) {
      long from = each.first();
      while (j < out.size() && out.get(j).last() < from) {
        j++;
      }
      for (int k = j; k < out.size() && out.get(k).first() <= each.last(); k++) {
        add(left, from, out.get(k).first() - 1);
        from = out.get(k).last() + 1;
      }
      add(left, from, each.last());
    }
    return left;
  }

  private static void add(List<Span> spans, long first, long last) {
    if (first <= last) {
      spans.add(new Span(first, last));
    }
  }
}

package io.syncline.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression: the numbers that fit. */
final class CronField {

  private final String name;
  private final int first;
  private final int last;
  private final List<String> names;

  /**
   * A field that takes {@code first} to {@code last}.
   *
   * @param names those of the numbers from {@code first} on; none: numbers only
   */
  CronField(String name, int first, int last, String... names) {
    this.name = name;
    this.first = first;
    this.last = last;
    this.names = List.of(names);
  }

  /** Reads a list of numbers, ranges and steps, such as {@code 1,10-20/5,*}. */
  BitSet read(String text) {
    BitSet fitting = new BitSet(last + 1);
    for (String part : text.split(",", -1)) {
      read(part, fitting);
    }
    return fitting;
  }

  private void read(String part, BitSet fitting) {
    String[] stepped = part.split("/", -1);
    String[] bounds = stepped[0].split("-", -1);
    if (stepped.length > 2 || bounds.length > 2) {
      throw wrong(part);
    }
    boolean all = stepped[0].equals("*");
    int from = all ? first : number(bounds[0], part);
    boolean open = bounds.length == 1 && stepped.length == 2;
    int to = all || open ? last : number(bounds[bounds.length - 1], part);
    int step = stepped.length == 2 ? step(stepped[1], part) : 1;
    if (from > to) {
      throw wrong(part);
    }
    for (int number = from; number <= to; number += step) {
      fitting.set(number);
    }
  }

  private int number(String text, String part) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    int number = named >= 0 ? first + named : digits(text, part);
    if (number < first || number > last) {
      throw wrong(part);
    }
    return number;
  }

  private int step(String text, String part) {
    int step = digits(text, part);
    if (step < 1) {
      throw wrong(part);
    }
    return step;
  }

  private int digits(String text, String part) {
    if (!text.matches("[0-9]{1,4}")) {
      throw wrong(part);
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException wrong(String part) {
    return new IllegalArgumentException(
        "must be a list of " + first + "-" + last + ", ranges and steps: " + name + "=" + part);
  }
}

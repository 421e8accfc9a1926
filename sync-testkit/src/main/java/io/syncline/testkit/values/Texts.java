package io.syncline.testkit.values;

import java.time.LocalDate;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts as people and machines leave them in fields. */
final class Texts {

  /** Each is one that some system, lens or query got wrong. */
  static final List<String> ODD =
      List.of(
          "",
          " ",
          "a ",
          " a",
          "a  b",
          "\t",
          "\u00e9",
          "e\u0301",
          "\u00df",
          "\u0130stanbul",
          "\ud83d\ude00",
          "\u4f60\u597d",
          "\u202eabc",
          "a\u0000b",
          "line\nbreak",
          "'\"\\%_;--",
          "null",
          "-0",
          "-0.00",
          "0012",
          "1.230",
          "1,234.50",
          "1.234,50",
          "2023/02/28",
          "2023-02-29",
          "2023-01-31T08:00:00+08:00",
          "2023-01-31T08:00Z");

  private static final List<String> WORDS =
      List.of("Ann", "Li", "O'Neill", "M\u00fcller", "\u738b\u82b3", "north", "gmbh", "x", "A1");

  private static final List<String> MOBILES =
      List.of(
          "+86138%08d", "138%08d", "138-%08d", "+1201555%04d", "(201) 555-%04d", "+4915112%06d");

  private static final int LONGEST_WILD = 12;

  private Texts() {}

  static String drawn(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> words(random);
      case 2 -> "name." + random.nextInt(1_000_000) + "@example.com";
      case 3 -> number(random);
      case 4 -> mobile(random);
      case 5 -> day(random);
      case 6 -> Long.toString(random.nextLong(100_000));
      default -> wild(random);
    };
  }

  private static String words(RandomGenerator random) {
    StringBuilder text = new StringBuilder(pick(WORDS, random));
    for (int more = random.nextInt(3); more > 0; more--) {
      text.append(' ').append(pick(WORDS, random));
    }
    return text.append(' ').append(random.nextInt(10_000)).toString();
  }

  private static String number(RandomGenerator random) {
    return random.nextInt(-100_000, 100_000) + "." + random.nextInt(10, 100);
  }

  private static String mobile(RandomGenerator random) {
    String form = pick(MOBILES, random);
    int digits = form.charAt(form.length() - 2) - '0';
    return form.formatted(random.nextInt((int) Math.pow(10, digits)));
  }

  private static String day(RandomGenerator random) {
    return LocalDate.ofEpochDay(random.nextInt(-10_000, 30_000)).toString();
  }

  /** Any characters at all, but halves of pairs. */
  private static String wild(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(LONGEST_WILD); length > 0; length--) {
      int sign = random.nextInt(1, random.nextBoolean() ? 0x250 : 0x1_f900);
      boolean half = sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE;
      text.appendCodePoint(half ? 'h' : sign);
    }
    return text.toString();
  }

  static <T> T pick(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

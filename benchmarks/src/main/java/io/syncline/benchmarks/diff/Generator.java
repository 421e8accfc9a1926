package io.syncline.benchmarks.diff;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes one row at a time, from nothing but a seed and the row's place. */
final class Generator {

  static final List<String> STATUSES = List.of("active", "blocked", "closed", "dormant", "new");

  private static final long FIRST_KEY = 1_000_000;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");
  private static final long YEAR_MICROS = 365L * 24 * 60 * 60 * 1_000_000;

  private static final List<String> FIRST =
      List.of(
          "Ada",
          "Björn",
          "Carmen",
          "Deepa",
          "Emeka",
          "Fatima",
          "Grace",
          "Hiro",
          "Ines",
          "Jürgen",
          "Katalin",
          "Liam",
          "Mei",
          "Nadia",
          "Oluwaseun",
          "Zoë");

  private static final List<String> LAST =
      List.of(
          "Abbott",
          "Bauer",
          "Castillo",
          "Dubois",
          "Eriksen",
          "Fernandes",
          "Goldberg",
          "Hoffmann",
          "Ivanova",
          "Jansen",
          "Kowalski",
          "Lindqvist",
          "Moreau",
          "Nakamura",
          "Okafor",
          "Petrov");

  private static final List<String> WORDS =
      List.of(
          "asked",
          "for",
          "an",
          "invoice",
          "by",
          "post",
          "calls",
          "before",
          "noon",
          "delivery",
          "to",
          "the",
          "back",
          "door",
          "prefers",
          "mail",
          "contract",
          "renewed",
          "in",
          "spring");

  private final long seed;

  Generator(long seed) {
    this.seed = seed;
  }

  /** The row at this place, as new objects. */
  Customer row(int place) {
    return row(FIRST_KEY + 2L * place);
  }

  /** A row between this place and the next. */
  Customer rowAfter(int place) {
    return row(FIRST_KEY + 2L * place + 1);
  }

  private Customer row(long id) {
    SplittableRandom random = new SplittableRandom(seed * MIX + id);
    String first = any(FIRST, random);
    String last = any(LAST, random);
    return new Customer(
        id,
        first + " " + last,
        last.toLowerCase(Locale.ROOT) + "." + id + "@example.org",
        "+49 30 " + (10_000_000 + random.nextInt(90_000_000)),
        BigDecimal.valueOf(random.nextLong(100_000_000), 2),
        any(STATUSES, random),
        EPOCH.plusNanos(random.nextLong(YEAR_MICROS) * 1_000),
        notes(random));
  }

  private static String notes(SplittableRandom random) {
    int length = 50 + random.nextInt(21);
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(any(WORDS, random)).append(' ');
    }
    return text.substring(0, length);
  }

  private static String any(List<String> texts, SplittableRandom random) {
    return texts.get(random.nextInt(texts.size()));
  }

  /** The edit that this side makes at this place. */
  Edit edit(int place, int side) {
    return Edit.of(fields(place, side), side);
  }

  /** One or two fields, never the key. */
  int fields(int place, int side) {
    SplittableRandom random = new SplittableRandom(seed * MIX + side * MIX + place);
    int others = Customer.FIELDS.size() - 1;
    int mask = 1 << (1 + random.nextInt(others));
    return random.nextBoolean() ? mask : mask | 1 << (1 + random.nextInt(others));
  }
}

package io.syncline.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.datafaker.Faker;

/** Realistic customers from a fixed seed: every run has the same. */
final class Customers {

  private static final long SEED = 4711;

  private final Random random = new Random(SEED);
  private final Faker faker = new Faker(Locale.ENGLISH, random);

  /** One customer as it really is, before any system writes it down in its own way. */
  record Customer(String name, String email, String mobile, long cents, boolean active) {}

  List<Customer> make(int count) {
    List<Customer> customers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String first = faker.name().firstName();
      String last = faker.name().lastName();
      String email =
          (first + "." + last + "." + i + "@example.com").toLowerCase(Locale.ROOT).replace("'", "");
      String mobile = "138" + "%08d".formatted(random.nextInt(100_000_000));
      customers.add(
          new Customer(
              first + " " + last,
              email,
              mobile,
              random.nextLong(100_000_000),
              random.nextInt(10) > 0));
    }
    return customers;
  }

  /**
   * As people type it into a CRM: the number in one of four forms, a blank at the end of a name.
   */
  String phoneAsTyped(Customer customer) {
    String number = customer.mobile();
    String a = number.substring(0, 3);
    String b = number.substring(3, 7);
    String c = number.substring(7);
    return switch (random.nextInt(4)) {
      case 0 -> "+86-" + a + "-" + b + "-" + c;
      case 1 -> a + " " + b + " " + c;
      case 2 -> "(+86) " + a + b + c;
      default -> number;
    };
  }

  String nameAsTyped(Customer customer) {
    return random.nextInt(3) == 0 ? customer.name() + " " : customer.name();
  }
}

package io.syncline.examples.manifests;

/**
 * One person in the form that all systems can be compared in.
 *
 * @param phone its digits, without the country's
 */
record Person(String name, String email, String phone, boolean active) {

  private static final String COUNTRY = "86";

  Person {
    String digits = phone.replaceAll("\\D", "");
    phone = digits.startsWith(COUNTRY) ? digits.substring(COUNTRY.length()) : digits;
  }
}

package io.syncline.diff;

/**
 * How a diff finds what differs.
 *
 * @param name such as {@code sorted merge}
 * @param reason why this way was taken, in words; no values of records
 */
public record ChosenWay(String name, String reason) {

  @Override
  public String toString() {
    return name + ": " + reason;
  }
}

package io.syncline.config;

/**
 * One mistake in the configuration of a hub.
 *
 * @param path where, such as {@code entities.customer.in.crm.map[2]}
 * @param message the rule that is broken, and what broke it
 */
public record ConfigFault(String path, String message) {

  @Override
  public String toString() {
    return path + ": " + message;
  }
}

package io.syncline.spi;

/**
 * Keeps secrets that a system replaces, such as refresh tokens that are good once. It is the
 * host's, which knows where they are safe. Called by any thread.
 */
@FunctionalInterface
public interface SecretsWriter {

  /**
   * Keeps a value in the place of the one that {@link AdapterContext#secret} gave by this name.
   * When this returns, the value survives a crash, and look-ups give it. An adapter calls it before
   * it uses what depends on it, on a thread that may wait, and after a failure again with the same
   * value. Never log it.
   *
   * @throws RuntimeException where the value could not be kept; its text is not shown
   */
  void write(String name, String value);
}

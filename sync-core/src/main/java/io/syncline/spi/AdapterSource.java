package io.syncline.spi;

/** Opens one adapter that was configured in code; the counterpart of a provider with settings. */
@FunctionalInterface
public interface AdapterSource {

  /**
   * Called once by the hub that will own and close the adapter.
   *
   * @throws AdapterException.ConfigInvalid naming every fault
   */
  Adapter open(AdapterContext context);
}

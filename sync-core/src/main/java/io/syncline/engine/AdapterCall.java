package io.syncline.engine;

import io.syncline.model.SyncException;
import io.syncline.spi.AdapterException;
import java.util.function.Supplier;

/** Calls into an adapter's facets. What an adapter must not throw is told apart as its bug. */
final class AdapterCall {

  private AdapterCall() {}

  static <T> T of(Flow flow, Supplier<T> call) {
    try {
      return call.get();
    } catch (SyncException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new AdapterException.AdapterBug(
          "the adapter threw what it must not: system="
              + flow.system()
              + " dataset="
              + flow.dataset().spec().name()
              + " cause="
              + e,
          e);
    }
  }
}

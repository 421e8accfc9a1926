package io.syncline.testkit.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.Dataset;
import io.syncline.spi.Health;

/** Datasets whose feeds find what they need in the system. */
final class Installed {

  private Installed() {}

  /** Installs what is missing, as a person would before a hub is started. */
  static Dataset dataset(Adapter adapter, Subject subject) {
    Dataset dataset = adapter.dataset(subject.dataset());
    dataset
        .tracking()
        .filter(
            tracking ->
                !tracking.verify(subject.limits().call()).stream().allMatch(Health.Check::good))
        .ifPresent(tracking -> tracking.install(subject.limits().call()));
    return dataset;
  }
}

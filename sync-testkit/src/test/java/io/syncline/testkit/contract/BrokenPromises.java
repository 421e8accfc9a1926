package io.syncline.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Which promises of a contract an implementation breaks that is wrong on purpose. */
final class BrokenPromises {

  private BrokenPromises() {}

  static Set<String> of(Class<?> contract) {
    return run(Stream.of(selectClass(contract)));
  }

  /** Of these alone, where others would wait for what never comes. */
  static Set<String> of(Class<?> contract, String... promises) {
    return run(Stream.of(promises).map(promise -> selectMethod(contract, promise)));
  }

  private static Set<String> run(Stream<? extends DiscoverySelector> selectors) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .build(),
            listener);
    Set<String> broken = new HashSet<>();
    listener
        .getSummary()
        .getFailures()
        .forEach(failure -> broken.add(failure.getTestIdentifier().getDisplayName()));
    return broken;
  }
}

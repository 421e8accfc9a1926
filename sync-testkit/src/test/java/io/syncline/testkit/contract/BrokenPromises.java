package io.syncline.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Which promises of a contract an implementation breaks that is wrong on purpose. */
final class BrokenPromises {

  private BrokenPromises() {}

  static Set<String> of(Class<?> contract) {
    return run(Stream.of(selectClass(contract))).keySet();
  }

  /** Each with what its failure says. */
  static Map<String, String> why(Class<?> contract) {
    return run(Stream.of(selectClass(contract)));
  }

  /** Of these alone, where others would wait for what never comes. */
  static Set<String> of(Class<?> contract, String... promises) {
    return run(Stream.of(promises).map(promise -> selectMethod(contract, promise))).keySet();
  }

  private static Map<String, String> run(Stream<? extends DiscoverySelector> selectors) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .build(),
            listener);
    Map<String, String> broken = new TreeMap<>();
    listener
        .getSummary()
        .getFailures()
        .forEach(
            failure ->
                broken.put(
                    failure.getTestIdentifier().getDisplayName(),
                    String.valueOf(failure.getException().getMessage())));
    return broken;
  }
}

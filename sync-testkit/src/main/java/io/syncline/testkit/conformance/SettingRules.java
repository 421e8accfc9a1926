package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Cursor;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How an adapter is found and set. */
final class SettingRules {

  private static final String WRONG = "not such a value";

  private SettingRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.required(
            "CL-01",
            "provider is found by ServiceLoader, its type is unique, its SPI major matches",
            SettingRules::found),
        Rule.required(
            "CL-02",
            "defaults plus required settings validate; each missing required setting is named by"
                + " path",
            SettingRules::requiredOnes),
        Rule.required(
            "CL-03",
            "wrong values (type, range, enum, dependency) are all reported in one call, without"
                + " network",
            SettingRules::wrongOnes),
        Rule.required(
            "CL-04",
            "secrets appear in no toString, log, exception, health report or cursor",
            SettingRules::secrets),
        Rule.without(
            "CL-05",
            Need.REQUIRED,
            "settings of older versions migrate, and validate",
            "no such method in this version: AdapterProvider.migrate"));
  }

  private static Configured configured(Bench bench) {
    return bench
        .subject()
        .configured()
        .orElseThrow(() -> Skipped.because("the subject is opened in code only"));
  }

  private static void found(Bench bench) {
    AdapterProvider provider = configured(bench).provider();
    List<AdapterProvider> all = new ArrayList<>();
    ServiceLoader.load(AdapterProvider.class).forEach(all::add);

    assertThat(all.stream().filter(each -> each.type().equals(provider.type())))
        .as("ServiceLoader must find exactly one provider of type %s", provider.type())
        .singleElement()
        .isInstanceOf(provider.getClass());
    assertThat(provider.spiVersion().major())
        .as("the provider must be of this major version of the SPI")
        .isEqualTo(AdapterProvider.CURRENT.major());
  }

  private static List<String> faults(Configured configured) {
    return configured.provider().validate(Settings.of(configured.settings())).stream()
        .map(SettingFault::path)
        .toList();
  }

  private static void requiredOnes(Bench bench) {
    Configured good = configured(bench);
    assertThat(faults(good)).as("the subject's settings must be good").isEmpty();
    for (SettingSpec spec : good.provider().settings()) {
      if (spec.required()) {
        assertThat(faults(good.without(spec.path())))
            .as("a missing required setting must be named by its path")
            .contains(spec.path());
      }
    }
  }

  private static void wrongOnes(Bench bench) {
    Configured good = configured(bench);
    Map<String, String> wrong = new TreeMap<>();
    wrong.put("no.such.setting", WRONG);
    for (SettingSpec spec : good.provider().settings()) {
      boolean free = spec.kind() == SettingSpec.Kind.TEXT || spec.kind() == SettingSpec.Kind.PATH;
      if (!free && !spec.path().endsWith("*")) {
        wrong.put(spec.path(), WRONG);
      }
    }
    assertThat(faults(good.with(wrong)))
        .as("all wrong settings must be reported in one call, each by its path")
        .containsAll(wrong.keySet());
  }

  private static void secrets(Bench bench) {
    Configured good = configured(bench);
    Skipped.unless(!good.secrets().isEmpty(), "the subject names no secret");
    List<String> texts = new ArrayList<>();
    texts.add(Settings.of(good.settings()).toString());
    Overheard overheard = new Overheard();
    try {
      atWork(bench, texts);
      bench.can().wrongCredentials().ifPresent(source -> refused(bench, source, texts));
    } finally {
      overheard.close();
    }
    texts.add(overheard.text());
    for (String secret : good.secrets().values()) {
      assertThat(texts)
          .as("a secret must not be shown, logged or printed")
          .allSatisfy(text -> assertThat(text).doesNotContain(secret));
    }
  }

  /** What an adapter shows while all is well, and over a dataset that is not there. */
  private static void atWork(Bench bench, List<String> texts) {
    bench.reopen();
    texts.add(bench.adapter().toString());
    texts.add(bench.dataset().toString());
    texts.add(bench.adapter().probe(Adapter.Probe.DEEP, bench.limits().call()).toString());
    bench.there(bench.created());
    bench.dataset().changeFeed().ifPresent(feed -> cursor(feed.latest(), texts));
    bench
        .dataset()
        .scanner()
        .flatMap(scanner -> scanner.start(bench.pages(1)).next())
        .ifPresent(next -> cursor(next, texts));
    texts.add(
        stackTrace(
            catchThrowable(() -> bench.adapter().dataset(DatasetSpec.of("no-such-dataset")))));
  }

  private static void cursor(Cursor cursor, List<String> texts) {
    texts.add(cursor.toString() + cursor.query());
    texts.add(new String(cursor.position(), StandardCharsets.UTF_8));
  }

  private static void refused(Bench bench, AdapterSource source, List<String> texts) {
    texts.add(
        stackTrace(
            catchThrowable(
                () -> {
                  try (Adapter adapter = source.open(bench.subject().context())) {
                    texts.add(adapter.probe(Adapter.Probe.DEEP, bench.limits().call()).toString());
                    adapter
                        .dataset(bench.subject().dataset())
                        .scanner()
                        .ifPresent(scanner -> scanner.start(bench.pages(1)));
                  }
                })));
  }

  /** With all causes; empty where nothing was thrown. */
  private static String stackTrace(@Nullable Throwable thrown) {
    StringWriter text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }
}

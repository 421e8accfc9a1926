package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import io.syncline.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Providers and adapters that do one thing wrong. */
final class WrongSystems {

  private WrongSystems() {}

  static Map<String, Wrong> all() {
    Map<String, Wrong> all = new LinkedHashMap<>();
    WrongAdapters.put(
        all,
        "CL-01",
        "its provider was built for SPI version 9",
        providedBy(
            new MemoryProvider() {
              @Override
              public SpiVersion spiVersion() {
                return new SpiVersion(9, 0);
              }
            }));
    WrongAdapters.put(
        all,
        "CL-02",
        "its provider does not miss required settings",
        providedBy(
            validating(faults -> faults.stream().filter(WrongSystems::isNotMissing).toList())));
    WrongAdapters.put(
        all,
        "CL-03",
        "its provider reports the first fault only",
        providedBy(validating(faults -> faults.subList(0, Math.min(1, faults.size())))));
    WrongAdapters.put(
        all,
        "CL-04",
        "its probe shows the token",
        opened(right -> new ProbedAs(right, ProbedAs.health("token", true, MemoryProvider.TOKEN))));
    WrongAdapters.put(
        all,
        "CL-06",
        "its probe finds nothing good",
        opened(right -> new ProbedAs(right, ProbedAs.health("all", false, "?"))));
    WrongAdapters.put(
        all, "CL-07", "each opening leaves a thread behind", opened(WrongSystems::withAThread));
    WrongAdapters.put(
        all, "CL-08", "close does not end what is running", opened(WrongSystems::thatDoesNotClose));
    WrongAdapters.put(
        all, "CL-10", "its settings lead to one and the same system", new SharesItsSystem());
    WrongAdapters.put(
        all,
        "OP-01",
        "its error says \"something went wrong\"",
        opened(WrongSystems::withoutWords));
    return all;
  }

  private static boolean isNotMissing(SettingFault fault) {
    return !fault.message().startsWith("must be given");
  }

  private static AdapterProvider validating(UnaryOperator<List<SettingFault>> other) {
    return new MemoryProvider() {
      @Override
      public List<SettingFault> validate(Settings settings) {
        return other.apply(new ArrayList<>(super.validate(settings)));
      }
    };
  }

  private static Subject providedBy(AdapterProvider provider) {
    return new OpenedBySettings("wrong on purpose", MemorySubject::typed) {
      @Override
      AdapterProvider provider() {
        return provider;
      }
    };
  }

  private static Subject opened(UnaryOperator<Adapter> wrong) {
    return new OpenedBySettings("wrong on purpose", MemorySubject::typed) {
      @Override
      public AdapterSource adapter() {
        AdapterSource right = super.adapter();
        return context -> wrong.apply(right.open(context));
      }

      @Override
      public TimeLimits limits() {
        return super.limits().withPatience(Duration.ofMillis(200));
      }
    };
  }

  private static Adapter withAThread(Adapter right) {
    Thread thread =
        new Thread(
            () -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    return right;
  }

  private static Adapter thatDoesNotClose(Adapter right) {
    return new ProbedAs(right, ProbedAs.health("memory", true, "there")) {
      @Override
      public void close(Duration grace) {}
    };
  }

  private static Adapter withoutWords(Adapter right) {
    return new ProbedAs(right, ProbedAs.health("memory", true, "there")) {
      @Override
      public Dataset dataset(DatasetSpec spec) {
        try {
          return super.dataset(spec);
        } catch (AdapterException.ConfigInvalid e) {
          throw new AdapterException.Unsupported("something went wrong");
        }
      }
    };
  }

  /** Its sibling is the same system. */
  private static final class SharesItsSystem extends MemorySubject {
    SharesItsSystem() {
      super("wrong on purpose", MemorySubject::typed);
    }

    @Override
    public Abilities abilities() {
      return new OfMemory() {
        @Override
        public Optional<Subject> sibling() {
          return Optional.of(SharesItsSystem.this);
        }
      };
    }
  }

  /** A feed that has passed the stamps of what is committed late. */
  static Subject forgetsTheLate() {
    Set<NativeKey> late = new HashSet<>();
    return new WrongSubject(
        faulty -> faulty.feed = WrongFeeds.without(change -> late.contains(change.key()))) {
      @Override
      public Abilities abilities() {
        return new BySettings() {
          @Override
          public Optional<Function<Row, Pending>> createLate() {
            return super.createLate()
                .map(
                    open ->
                        row -> {
                          Pending right = open.apply(row);
                          return () -> {
                            NativeKey key = right.commit();
                            late.add(key);
                            return key;
                          };
                        });
          }
        };
      }
    };
  }
}

package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records that are only read, and of which there are always as many. */
final class GeneratedSubject implements Subject {

  private final GeneratedProvider provider = new GeneratedProvider();
  private final Map<String, String> settings;

  GeneratedSubject(boolean hoards) {
    settings = Map.of(GeneratedProvider.HOARDS, Boolean.toString(hoards));
  }

  @Override
  public String name() {
    return "generated";
  }

  @Override
  public AdapterSource adapter() {
    return context -> provider.open(Settings.of(settings), context);
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of(GeneratedProvider.TYPE).withKey("id");
  }

  @Override
  public Optional<Configured> configured() {
    return Optional.of(Configured.of(provider, settings));
  }

  /** Only what concerns its number. */
  @Override
  public Map<String, String> inapplicable() {
    Map<String, String> others = new TreeMap<>();
    Rules.all().forEach(rule -> others.put(rule.id(), "nobody can change what is generated"));
    others.remove("OP-03");
    return others;
  }

  @Override
  public SideChannel behind() {
    return new SideChannel() {
      @Override
      public NativeKey create(Row fields) {
        throw new UnsupportedOperationException("nobody can change what is generated");
      }

      @Override
      public void change(NativeKey key, Row fields) {
        throw new UnsupportedOperationException("nobody can change what is generated");
      }

      @Override
      public void delete(NativeKey key) {
        throw new UnsupportedOperationException("nobody can change what is generated");
      }

      @Override
      public Map<NativeKey, Row> all() {
        return Map.of();
      }
    };
  }

  @Override
  public Abilities abilities() {
    return new Abilities() {
      @Override
      public Optional<Load> load() {
        return Optional.of(
            new Load() {
              @Override
              public void create(int records) {}

              @Override
              public void remove() {}
            });
      }
    };
  }
}

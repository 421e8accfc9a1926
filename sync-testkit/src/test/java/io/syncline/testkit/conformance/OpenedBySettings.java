package io.syncline.testkit.conformance;

import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Settings;
import io.syncline.testkit.fixture.TableShape;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A table in memory, opened as a file would have it opened. */
class OpenedBySettings extends MemorySubject {

  private final String id = UUID.randomUUID().toString();

  OpenedBySettings(String name, UnaryOperator<TableShape> shaping) {
    super(name, shaping);
  }

  AdapterProvider provider() {
    return new MemoryProvider();
  }

  private Settings settings(String token) {
    return MemoryProvider.settings(id, system(), token);
  }

  @Override
  public AdapterSource adapter() {
    return context -> provider().open(settings(MemoryProvider.TOKEN), context);
  }

  @Override
  public Optional<Configured> configured() {
    return Optional.of(
        new Configured(
            provider(),
            settings(MemoryProvider.TOKEN).values(),
            Map.of("token", MemoryProvider.TOKEN)));
  }

  @Override
  public Abilities abilities() {
    return new BySettings();
  }

  /** All that a table in memory can be told, and wrong settings. */
  class BySettings extends OfMemory {
    @Override
    public Optional<AdapterSource> wrongCredentials() {
      return Optional.of(context -> provider().open(settings("wrong"), context));
    }

    @Override
    public Optional<AdapterSource> wrongAddress() {
      return Optional.of(
          context -> provider().open(Settings.of(Map.of("system", "nowhere")), context));
    }

    @Override
    public Optional<LackingRight> lackingRight() {
      return Optional.of(
          new LackingRight(
              context -> ProbedAs.bad("rights", "must be granted: right=update"), "update"));
    }
  }
}

package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Capabilities.Feed;
import io.syncline.spi.Cursor;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A system of 100,000 records of a kilobyte that are nowhere: each is made when it is listed. */
public final class GeneratedProvider implements AdapterProvider {

  static final String TYPE = "generated";
  static final String HOARDS = "hoards";

  private static final int RECORDS = 100_000;
  private static final String BODY = "x".repeat(1_000);

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(
        SettingSpec.optional(
            HOARDS, SettingSpec.Kind.BOOLEAN, "false", "whether it keeps all that it lists"));
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    boolean hoards = Boolean.parseBoolean(settings.values().getOrDefault(HOARDS, "false"));
    return new Adapter() {
      @Override
      public Health probe(Probe depth, Duration within) {
        return new Health(List.of(), Duration.ZERO);
      }

      @Override
      public List<String> datasets(Duration within) {
        return List.of(TYPE);
      }

      @Override
      public Dataset dataset(DatasetSpec spec) {
        return new Generated(spec, new Listed(hoards));
      }

      @Override
      public void close(Duration grace) {}
    };
  }

  private record Generated(DatasetSpec spec, Listed listed) implements Dataset {
    @Override
    public Capabilities capabilities() {
      return Capabilities.builder().feed(Feed.SNAPSHOT_ONLY).build();
    }

    @Override
    public Optional<Scanner> scanner() {
      return Optional.of(listed);
    }
  }

  private static final class Listed implements Scanner {

    private final boolean hoards;
    private final List<ScanPage.Entry> hoard = new ArrayList<>();

    Listed(boolean hoards) {
      this.hoards = hoards;
    }

    @Override
    public ScanPage start(Limits limits) {
      return page(0, limits.maxRows());
    }

    @Override
    public ScanPage resume(Cursor position, Limits limits) {
      return page(
          Integer.parseInt(new String(position.position(), StandardCharsets.UTF_8)),
          limits.maxRows());
    }

    private ScanPage page(int from, int most) {
      int to = Math.min(RECORDS, from + most);
      List<ScanPage.Entry> entries = new ArrayList<>();
      for (int i = from; i < to; i++) {
        Row row = Row.of("body", Value.of(BODY + i));
        entries.add(
            new ScanPage.Entry(
                NativeKey.of("k" + i), new Image(row, Optional.empty(), Optional.empty())));
      }
      if (hoards) {
        hoard.addAll(entries);
      }
      byte[] position = Integer.toString(to).getBytes(StandardCharsets.UTF_8);
      return new ScanPage(
          entries,
          to < RECORDS
              ? Optional.of(new Cursor(TYPE, 1, TYPE, position, "" + to))
              : Optional.empty(),
          true,
          Optional.empty());
    }
  }
}

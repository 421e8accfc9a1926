package io.syncline.fake;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.SettingFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A system of datasets that hold nothing. Remembers how it was used. */
public final class FakeAdapter implements Adapter, AdapterSource {

  private final Map<String, FakeDataset> datasets = new LinkedHashMap<>();
  private final List<DatasetSpec> asked = new ArrayList<>();
  private int opened;
  private int closed;

  /** Also a dataset. */
  public FakeAdapter with(FakeDataset dataset) {
    datasets.put(dataset.spec().name(), dataset);
    return this;
  }

  /** The specs of all datasets asked for, in order. */
  public List<DatasetSpec> asked() {
    return asked;
  }

  public int opened() {
    return opened;
  }

  public int closed() {
    return closed;
  }

  @Override
  public Adapter open(AdapterContext context) {
    opened++;
    return this;
  }

  @Override
  public Dataset dataset(DatasetSpec spec) {
    asked.add(spec);
    FakeDataset dataset = datasets.get(spec.name());
    if (dataset == null) {
      throw new AdapterException.ConfigInvalid(
          List.of(
              new SettingFault(
                  "dataset", "must be one of " + datasets.keySet() + ": dataset=" + spec.name())));
    }
    return dataset.as(spec);
  }

  @Override
  public Health probe(Probe depth, Duration within) {
    return new Health(List.of(), Duration.ZERO);
  }

  @Override
  public List<String> datasets(Duration within) {
    return List.copyOf(datasets.keySet());
  }

  @Override
  public void close(Duration grace) {
    closed++;
  }
}

package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.SystemId;
import io.syncline.plan.Guards;
import io.syncline.spi.Dataset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One entity in one system: where its native records are, how they map, and what is guarded. */
public final class Flow {

  private final SystemId system;
  private final Dataset dataset;
  private final EntityMapping mapping;
  private final Guards guards;
  private final Set<String> keyFields;

  /** With the usual guards. */
  public Flow(SystemId system, Dataset dataset, EntityMapping mapping) {
    this(system, dataset, mapping, Guards.usual());
  }

  public Flow(SystemId system, Dataset dataset, EntityMapping mapping, Guards guards) {
    this.system = system;
    this.dataset = dataset;
    this.mapping = mapping;
    this.guards = guards;
    List<String> key = dataset.spec().key();
    this.keyFields =
        mapping.fields().stream()
            .filter(field -> key.contains(field.nativeField()))
            .map(FieldMapping::field)
            .collect(Collectors.toUnmodifiableSet());
  }

  public SystemId system() {
    return system;
  }

  public Dataset dataset() {
    return dataset;
  }

  public EntityMapping mapping() {
    return mapping;
  }

  public Guards guards() {
    return guards;
  }

  /** The canonical fields that are part of the native key. */
  Set<String> keyFields() {
    return keyFields;
  }

  /** A system without a writer is only read: nothing ever waits to be written there. */
  boolean takesWrites() {
    return dataset.writer().isPresent();
  }
}

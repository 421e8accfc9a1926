package io.syncline.engine;

import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.EntityName;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.plan.Guards;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Dataset;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One entity in one system: where its native records are, how they map, and what is guarded. */
public final class Flow {

  private final SystemId system;
  private final Dataset dataset;
  private final EntityMapping mapping;
  private final Guards guards;
  private final Set<String> keyFields;
  private final Map<String, EntityName> references = new LinkedHashMap<>();

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
    References.of(mapping.schema()).entrySet().stream()
        .filter(each -> mapping.mappedFields().contains(each.getKey()))
        .forEach(each -> references.put(each.getKey(), each.getValue()));
  }

  public SystemId system() {
    return system;
  }

  public Dataset dataset() {
    return dataset;
  }

  /** For how long reads of the system may miss what was written there. */
  Duration readsLag() {
    return dataset.capabilities().readAfterWrite();
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

  /** The canonical fields of this system that name records, and of which entity. */
  Map<String, EntityName> references() {
    return Collections.unmodifiableMap(references);
  }

  /** Without the fields that name records: what each means is not the mapping's matter. */
  Row withoutReferences(Row row) {
    if (references.isEmpty()) {
      return row;
    }
    Set<String> others = new LinkedHashSet<>(row.names());
    others.removeAll(references.keySet());
    return row.only(others);
  }

  /**
   * Whether the system sums up the versions of its records, so that a listing reads no more than
   * what changed.
   */
  boolean isSweptByDigest() {
    return dataset.rangeDigester().isPresent() && dataset.pointReader().isPresent();
  }

  /**
   * Whether a create whose answer was lost is sent again with one effect and tells which record it
   * made, and that record can be read then.
   */
  boolean findsOpenCreates() {
    return dataset.capabilities().idempotency() != Capabilities.Idempotency.NONE
        && dataset.pointReader().isPresent();
  }

  /** Whether reads by key tell the versions of records, whatever its listings tell. */
  boolean readsVersions() {
    return dataset.capabilities().versions() != Capabilities.Versions.NONE
        && dataset.pointReader().isPresent();
  }

  /** A system without a writer is only read: nothing ever waits to be written there. */
  boolean takesWrites() {
    return dataset.writer().isPresent();
  }
}

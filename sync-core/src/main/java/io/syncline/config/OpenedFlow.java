package io.syncline.config;

import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.model.FieldType;
import io.syncline.model.Schema;
import io.syncline.model.SystemId;
import io.syncline.plan.Guards;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.SystemRules.Condition;
import io.syncline.reconcile.SystemRules.Scope;
import io.syncline.reconcile.SystemRules.Versions;
import io.syncline.spi.Dataset;
import java.util.List;
import java.util.Map;

/** One entity in one system, found to be as it was declared. */
record OpenedFlow(
    SystemId system,
    Dataset dataset,
    List<FieldMapping> mappings,
    Map<String, FieldType> nativeTypes,
    Condition condition,
    Guards guards,
    Scope scope) {

  OpenedFlow {
    mappings = List.copyOf(mappings);
    nativeTypes = Map.copyOf(nativeTypes);
  }

  EntityMapping mapping(Schema schema) {
    return EntityMapping.of(schema, mappings, nativeTypes);
  }

  /** What a reference shows is another system's matter: the record is the same everywhere. */
  private static SystemRules.Shown shown(EntityMapping mapping) {
    return (field, value) ->
        mapping.schema().field(field).flatMap(each -> each.type().refersTo()).isPresent()
            ? value
            : mapping.shown(field, value);
  }

  SystemRules rules(EntityMapping mapping) {
    List<String> fields =
        mapping.schema().names().stream().filter(mapping.mappedFields()::contains).toList();
    List<String> writes = fields.stream().filter(mapping.writableFields()::contains).toList();
    Versions versions =
        switch (dataset.capabilities().versions()) {
          case NONE -> Versions.NONE;
          case OPAQUE -> Versions.OPAQUE;
          case ORDERED -> Versions.ORDERED;
        };
    List<String> creates = fields.stream().filter(mapping.createdFields()::contains).toList();
    List<String> apart =
        writes.stream()
            .filter(
                field ->
                    dataset
                        .capabilities()
                        .apart()
                        .containsAll(mapping.nativeFields(List.of(field))))
            .toList();
    return new SystemRules(
            system, fields, writes, creates, List.of(), versions, condition, shown(mapping), scope)
        .apart(apart);
  }
}

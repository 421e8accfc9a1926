package io.syncline.engine;

import io.syncline.model.EntityName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which order entities are gone over that name each other: those that are named first. Entities
 * that name each other in a circle, or themselves, stand in the order of their declaration.
 */
final class EntityOrder {

  private final Map<EntityName, SyncEntity> entities = new LinkedHashMap<>();

  /** The entities that each leads to over any number of references. */
  private final Map<EntityName, Set<EntityName>> leadsTo = new HashMap<>();

  private final List<SyncEntity> parentsFirst;

  EntityOrder(List<SyncEntity> declared) {
    declared.forEach(entity -> entities.put(entity.name(), entity));
    declared.forEach(entity -> leadsTo.put(entity.name(), reach(entity.name())));
    Set<EntityName> done = new LinkedHashSet<>();
    declared.forEach(entity -> visit(entity.name(), new HashSet<>(), done));
    parentsFirst = done.stream().map(entities::get).toList();
  }

  List<SyncEntity> parentsFirst() {
    return parentsFirst;
  }

  List<SyncEntity> childrenFirst() {
    List<SyncEntity> reversed = new ArrayList<>(parentsFirst);
    Collections.reverse(reversed);
    return reversed;
  }

  boolean hasReferences() {
    return leadsTo.values().stream().anyMatch(others -> !others.isEmpty());
  }

  SyncEntity entity(EntityName name) {
    SyncEntity entity = entities.get(name);
    if (entity == null) {
      throw new IllegalArgumentException("must be an entity: entity=" + name);
    }
    return entity;
  }

  /** Whether what {@code from} names may, over any number of references, name it again. */
  boolean isCircular(EntityName from, EntityName to) {
    return leadsTo.getOrDefault(to, Set.of()).contains(from);
  }

  private Set<EntityName> reach(EntityName from) {
    Set<EntityName> reached = new HashSet<>();
    List<EntityName> next = new ArrayList<>(targets(from));
    while (!next.isEmpty()) {
      EntityName each = next.remove(next.size() - 1);
      if (reached.add(each)) {
        next.addAll(targets(each));
      }
    }
    return reached;
  }

  private void visit(EntityName name, Set<EntityName> under, Set<EntityName> done) {
    if (done.contains(name) || !under.add(name)) {
      return;
    }
    targets(name).forEach(target -> visit(target, under, done));
    done.add(name);
  }

  private Collection<EntityName> targets(EntityName name) {
    return entity(name).references().values();
  }
}

package io.syncline.operate;

import io.syncline.engine.SyncEntity;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads entries out of the state, a section at a time: one kind of one entity in one system. */
final class InboxReader {

  /** How many records or rows are looked at with one query. */
  private static final int BATCH = 200;

  private final List<SyncEntity> entities;
  private final EnumMap<EntryKind, EntrySource> sources =
      new EnumMap<>(
          Map.of(
              EntryKind.CONFLICT,
              new ConflictEntries(),
              EntryKind.DOUBT,
              RowEntries.doubts(),
              EntryKind.REFUSED,
              new RefusedEntries(),
              EntryKind.REJECTED,
              RowEntries.rejected(),
              EntryKind.DENIED,
              RowEntries.denied(),
              EntryKind.WAITING,
              RowEntries.waiting(),
              EntryKind.GUARDED,
              NoteEntries.guarded(),
              EntryKind.REWOUND,
              NoteEntries.rewound(),
              EntryKind.STOPPED,
              NoteEntries.stopped()));

  InboxReader(List<SyncEntity> entities) {
    this.entities = entities.stream().sorted(Comparator.comparing(SyncEntity::name)).toList();
  }

  /** At most {@code most} entries that the filter accepts, in order. */
  InboxPage page(StoreView view, InboxFilter filter, Optional<EntryId> after, int most) {
    List<InboxEntry> found = new ArrayList<>();
    for (Section section : sections(filter)) {
      Optional<EntryId> from = after.filter(section::holds);
      boolean more = after.isEmpty() || section.isBehind(after.get()) || from.isPresent();
      while (more) {
        EntrySource.Batch batch = section.above(view, from);
        for (Current each : section.marked(view, batch.found())) {
          if (filter.accepts(each.entry())) {
            found.add(each.entry());
            if (found.size() == most) {
              return new InboxPage(found, Optional.of(each.id()));
            }
          }
        }
        from = batch.last();
        more = from.isPresent();
      }
    }
    return new InboxPage(found, Optional.empty());
  }

  /** Those that still wait, as they are now. */
  Map<EntryId, Current> at(StoreView view, Collection<EntryId> ids) {
    Map<EntryId, List<EntryId>> places = new LinkedHashMap<>();
    ids.forEach(id -> places.computeIfAbsent(id.place(), p -> new ArrayList<>()).add(id));
    Map<EntryId, Current> found = new HashMap<>();
    places.forEach(
        (place, some) -> section(place).at(view, some).forEach(each -> found.put(each.id(), each)));
    return found;
  }

  private Section section(EntryId place) {
    SyncEntity entity = entity(place.entity());
    SystemId system = entity.flow(place.system()).system();
    return new Section(source(place.kind()), place, entity, system);
  }

  SyncEntity entity(EntityName name) {
    return entities.stream()
        .filter(entity -> entity.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + entities.stream().map(SyncEntity::name).toList()
                        + ": entity="
                        + name));
  }

  private List<Section> sections(InboxFilter filter) {
    filter.entity().ifPresent(this::entity);
    List<Section> sections = new ArrayList<>();
    for (EntryKind kind : EntryKind.values()) {
      for (SyncEntity entity : entities) {
        for (SystemId system : entity.flows().keySet()) {
          if (filter.concerns(kind, entity.name(), system)) {
            sections.add(section(EntryId.place(kind, entity.name(), system)));
          }
        }
      }
    }
    return sections;
  }

  private EntrySource source(EntryKind kind) {
    return Objects.requireNonNull(sources.get(kind), "no source of a kind");
  }

  /** The entries of one kind, entity and system. */
  private record Section(EntrySource source, EntryId place, SyncEntity entity, SystemId system) {

    boolean holds(EntryId id) {
      return place.equals(id.place());
    }

    /** Whether all of its entries come after that one. */
    boolean isBehind(EntryId id) {
      return place.compareTo(id) > 0;
    }

    EntrySource.Batch above(StoreView view, Optional<EntryId> from) {
      return source.above(view, entity, system, from, BATCH);
    }

    List<Current> at(StoreView view, List<EntryId> ids) {
      return marked(view, source.at(view, entity, system, ids));
    }

    List<Current> marked(StoreView view, List<Current> entries) {
      return new Dismissals(entity, system).mark(view, entries);
    }
  }
}

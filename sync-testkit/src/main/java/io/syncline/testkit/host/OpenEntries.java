package io.syncline.testkit.host;

import io.syncline.Hub;
import io.syncline.config.EntityConfig;
import io.syncline.model.NativeKey;
import io.syncline.model.SystemId;
import io.syncline.operate.InboxEntry;
import io.syncline.operate.InboxFilter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What waits for a person, as a comparison of the systems asks for it. */
final class OpenEntries {

  private static final int MOST = 100_000;
  private static final String LIFE = "life";

  private final List<InboxEntry> entries;

  private OpenEntries(List<InboxEntry> entries) {
    this.entries = entries;
  }

  static OpenEntries of(Hub hub) {
    return new OpenEntries(hub.inbox().list(InboxFilter.all().withDismissed(), MOST).entries());
  }

  List<InboxEntry> all() {
    return entries;
  }

  /** Conflicts and doubts: what a policy leaves to a person. */
  List<InboxEntry> held() {
    return entries.stream()
        .filter(each -> each instanceof InboxEntry.Conflict || each instanceof InboxEntry.Doubt)
        .toList();
  }

  /** What waits for all else than the decision of a conflict or a doubt. */
  List<InboxEntry> others() {
    return entries.stream().filter(each -> !held().contains(each)).toList();
  }

  private Stream<InboxEntry.Conflict> conflicts(
      EntityConfig entity, SortedMap<SystemId, NativeKey> keys) {
    return entries.stream()
        .filter(each -> each.id().entity().name().equals(entity.name()))
        .filter(InboxEntry.Conflict.class::isInstance)
        .map(InboxEntry.Conflict.class::cast)
        .filter(each -> each.keys().equals(keys));
  }

  boolean isHeld(
      EntityConfig entity, SortedMap<SystemId, NativeKey> keys, String system, String field) {
    return conflicts(entity, keys)
        .filter(each -> each.id().system().name().equals(system))
        .anyMatch(each -> isAbout(entity, each.field(), field));
  }

  boolean isLifeHeld(EntityConfig entity, SortedMap<SystemId, NativeKey> keys) {
    return conflicts(entity, keys).anyMatch(each -> each.field().equals(LIFE));
  }

  /** A conflict of a group has the group's name; a record whose life is held is held as a whole. */
  private static boolean isAbout(EntityConfig entity, String named, String field) {
    return named.equals(LIFE)
        || named.equals(field)
        || entity.groups().stream()
            .anyMatch(each -> each.name().equals(named) && each.fields().contains(field));
  }

  /** Why the system refused what it was to take of a record. */
  List<String> refusals(EntityConfig entity, SortedMap<SystemId, NativeKey> keys, String system) {
    return entries.stream()
        .filter(each -> each.id().entity().name().equals(entity.name()))
        .filter(each -> each.id().system().name().equals(system))
        .filter(InboxEntry.RefusedWrite.class::isInstance)
        .map(InboxEntry.RefusedWrite.class::cast)
        .filter(each -> each.keys().equals(keys))
        .flatMap(each -> each.fields().entrySet().stream())
        .map(each -> system + " refuses " + each.getKey() + ": " + each.getValue().reason())
        .toList();
  }

  /** What waits on account of a native record that was not taken in, or could not be read again. */
  Optional<InboxEntry> ofRow(SimulatedFlow flow, String key) {
    return entries.stream()
        .filter(each -> each.id().entity().name().equals(flow.entity().name()))
        .filter(each -> each.id().system().name().equals(flow.system()))
        .filter(each -> each.id().key().map(NativeKey::toString).equals(Optional.of(key)))
        .findFirst();
  }
}

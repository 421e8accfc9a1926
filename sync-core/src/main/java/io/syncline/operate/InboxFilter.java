package io.syncline.operate;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which entries of an inbox are meant. Immutable; each method narrows. */
public final class InboxFilter {

  private static final InboxFilter ALL =
      new InboxFilter(
          Optional.empty(),
          Optional.empty(),
          EnumSet.allOf(EntryKind.class),
          entry -> !entry.heading().dismissed(),
          entry -> true);

  private final Optional<EntityName> entity;
  private final Optional<SystemId> system;
  private final Set<EntryKind> kinds;
  private final Predicate<InboxEntry> visible;
  private final Predicate<InboxEntry> rest;

  private InboxFilter(
      Optional<EntityName> entity,
      Optional<SystemId> system,
      Set<EntryKind> kinds,
      Predicate<InboxEntry> visible,
      Predicate<InboxEntry> rest) {
    this.entity = entity;
    this.system = system;
    this.kinds = kinds;
    this.visible = visible;
    this.rest = rest;
  }

  /** All that was not dismissed. */
  public static InboxFilter all() {
    return ALL;
  }

  public InboxFilter entity(String name) {
    return new InboxFilter(Optional.of(new EntityName(name)), system, kinds, visible, rest);
  }

  public InboxFilter system(String name) {
    return new InboxFilter(entity, Optional.of(new SystemId(name)), kinds, visible, rest);
  }

  public InboxFilter kinds(EntryKind... some) {
    EnumSet<EntryKind> narrowed = EnumSet.noneOf(EntryKind.class);
    Arrays.stream(some).filter(kinds::contains).forEach(narrowed::add);
    return new InboxFilter(entity, system, narrowed, visible, rest);
  }

  /** Conflicts on this field; {@code life} for those of a delete with an edit. */
  public InboxFilter field(String name) {
    return kinds(EntryKind.CONFLICT)
        .and(entry -> entry instanceof InboxEntry.Conflict each && each.field().equals(name));
  }

  /** What began to wait at {@code time} or later. What has no time is left out. */
  public InboxFilter since(Instant time) {
    return and(entry -> entry.heading().since().filter(since -> !since.isBefore(time)).isPresent());
  }

  /** What waits since {@code time} or longer. What has no time is left out. */
  public InboxFilter until(Instant time) {
    return and(entry -> entry.heading().since().filter(since -> !since.isAfter(time)).isPresent());
  }

  /** What has this in its text, in upper or lower case. */
  public InboxFilter text(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return and(entry -> entry.toString().toLowerCase(Locale.ROOT).contains(wanted));
  }

  public InboxFilter and(Predicate<InboxEntry> more) {
    return new InboxFilter(entity, system, kinds, visible, rest.and(more));
  }

  /** Also what was dismissed. */
  public InboxFilter withDismissed() {
    return new InboxFilter(entity, system, kinds, entry -> true, rest);
  }

  Optional<EntityName> entity() {
    return entity;
  }

  Optional<SystemId> system() {
    return system;
  }

  boolean concerns(EntryKind kind, EntityName ofEntity, SystemId ofSystem) {
    return kinds.contains(kind)
        && entity.map(ofEntity::equals).orElse(true)
        && system.map(ofSystem::equals).orElse(true);
  }

  boolean accepts(InboxEntry entry) {
    return visible.test(entry) && rest.test(entry);
  }
}

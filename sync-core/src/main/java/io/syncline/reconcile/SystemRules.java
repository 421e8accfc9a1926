package io.syncline.reconcile;

import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import java.util.List;

/**
 * What one system takes part in, and what may be believed of it.
 *
 * @param fields the canonical fields it is mapped to; others in its observations are ignored
 * @param writes those of them that the hub may update
 * @param creates those of them that a create carries
 * @param apart those of {@code writes} that are written by themselves: never in a create, nor with
 *     others
 * @param versions what its versions tell
 * @param condition what a write to it is made conditional on
 * @param shown what it shows for a canonical value
 * @param scope the records that are to be made there
 */
public record SystemRules(
    SystemId system,
    List<String> fields,
    List<String> writes,
    List<String> creates,
    List<String> apart,
    Versions versions,
    Condition condition,
    Shown shown,
    Scope scope) {

  private static final Scope EVERYTHING = agreed -> true;

  public SystemRules {
    fields = List.copyOf(fields);
    writes = List.copyOf(writes);
    creates = List.copyOf(creates);
    apart = List.copyOf(apart);
  }

  /** What the versions of a system's records tell. */
  public enum Versions {
    /** They grow over all writers and over delete and re-creation. */
    ORDERED,
    /** Equal versions are equal images, no more. */
    OPAQUE,
    /** It has none. */
    NONE
  }

  /** What a write is made conditional on. */
  public enum Condition {
    /** The version of the image that the write rests on. */
    TOKEN,
    /** The values that the system showed. */
    VALUES
  }

  /** What a system shows for a canonical value that is written to it: {@code get(put(value))}. */
  @FunctionalInterface
  public interface Shown {

    /** Never called with null or life, which every system shows as they are. Must be pure. */
    Value show(String field, Value value);

    /** The value itself: the mapping loses nothing. */
    static Shown asIs() {
      return (field, value) -> value;
    }
  }

  /**
   * Which records are to be made at a system. One that it has already is kept in agreement all the
   * same: what leaves the scope is neither deleted nor forgotten.
   */
  @FunctionalInterface
  public interface Scope {

    /** Whether a record of these agreed values is to be made there. Must be pure. */
    boolean covers(Row agreed);

    static Scope all() {
      return EVERYTHING;
    }
  }

  /**
   * A system that is mapped to {@code fields}, may be written in all of them, and loses nothing.
   */
  public static SystemRules of(SystemId system, List<String> fields, Versions versions) {
    Condition condition = versions == Versions.NONE ? Condition.VALUES : Condition.TOKEN;
    return new SystemRules(
        system, fields, fields, fields, List.of(), versions, condition, Shown.asIs(), Scope.all());
  }

  public SystemRules writing(List<String> writable) {
    return new SystemRules(
        system, fields, writable, writable, apart, versions, condition, shown, scope);
  }

  /** Fields that a create carries; where nothing else is said, those that may be updated. */
  public SystemRules creating(List<String> created) {
    return new SystemRules(
        system, fields, writes, created, apart, versions, condition, shown, scope);
  }

  /** Fields that are written by themselves. */
  public SystemRules apart(List<String> alone) {
    List<String> together = creates.stream().filter(field -> !alone.contains(field)).toList();
    return new SystemRules(
        system, fields, writes, together, alone, versions, condition, shown, scope);
  }

  public SystemRules showing(Shown form) {
    return new SystemRules(
        system, fields, writes, creates, apart, versions, condition, form, scope);
  }

  public SystemRules conditionOn(Condition other) {
    return new SystemRules(system, fields, writes, creates, apart, versions, other, shown, scope);
  }

  /** Whether the record is to be made there. */
  public boolean covers(RecordState state) {
    return scope == EVERYTHING || scope.covers(state.head().values());
  }

  /** Where only some records are to be made. */
  public SystemRules within(Scope records) {
    return new SystemRules(
        system, fields, writes, creates, apart, versions, condition, shown, records);
  }

  /** Whether an update or delete needs the version of the image it rests on. */
  public boolean writesByToken() {
    return versions != Versions.NONE && condition == Condition.TOKEN;
  }
}

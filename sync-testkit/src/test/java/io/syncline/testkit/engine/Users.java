package io.syncline.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.store.JournalEntry;
import io.syncline.testkit.fixture.MemoryTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The users of all systems: they edit at random, and remember what must become of it. No value is
 * entered twice, so each can be followed.
 */
final class Users {

  private static final List<String> FIELDS = List.of("name", "phone");

  private final World world;
  private final List<String> systems;
  private final Random random;
  private final Map<String, Edit> open = new LinkedHashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<String, Set<String>> seen = new HashMap<>();
  private final Set<String> rekeyed = new HashSet<>();
  private int values;

  Users(World world, List<String> systems, Random random) {
    this.world = world;
    this.systems = systems;
    this.random = random;
  }

  /** One of them does something. */
  void act() {
    String system = systems.get(random.nextInt(systems.size()));
    MemoryTable table = world.table(system);
    List<String> keys = new ArrayList<>(table.all().keySet());
    int what = random.nextInt(12);
    if (keys.isEmpty() || what == 0) {
      add(table, "x" + values++ + "@x.org");
    } else if (what == 1) {
      remove(system, table, keys.get(random.nextInt(keys.size())));
    } else if (what == 2) {
      rekey(table, keys.get(random.nextInt(keys.size())));
    } else {
      change(table, keys.get(random.nextInt(keys.size())), random.nextBoolean());
    }
  }

  void add(MemoryTable table, String email) {
    String name = enter(email, "name");
    table.put("u" + values++, Map.of("email", email, "name", name));
  }

  private void change(MemoryTable table, String key, boolean both) {
    Row row = table.read(key).orElseThrow();
    for (String field : both ? FIELDS : List.of(FIELDS.get(random.nextInt(2)))) {
      replaced(row, field);
      table.change(key, field, enter(text(row, "email"), field));
    }
  }

  /**
   * A record is re-keyed or deleted, not both: where a delete is seen first, what appears under a
   * new key is a new record, and a person must say what it is.
   */
  private void rekey(MemoryTable table, String key) {
    String email = text(table.read(key).orElseThrow(), "email");
    if (!deleted.contains(email)) {
      rekeyed.add(email);
      table.rekey(key, "k" + values++);
    }
  }

  /** What was there when all was quiet may be deleted; the rest may be what a write just made. */
  private void remove(String system, MemoryTable table, String key) {
    Row row = table.read(key).orElseThrow();
    String email = text(row, "email");
    if (seen.getOrDefault(system, Set.of()).contains(email) && !rekeyed.contains(email)) {
      FIELDS.forEach(field -> replaced(row, field));
      deleted.add(email);
      table.remove(key);
    }
  }

  /** All systems agree: what they show now is known to all. */
  void look() {
    for (String system : systems) {
      Set<String> emails = new HashSet<>();
      world.table(system).all().values().forEach(row -> emails.add(text(row, "email")));
      seen.put(system, emails);
    }
  }

  private String enter(String email, String field) {
    String value = "v" + values++;
    open.put(value, new Edit(email, field));
    return value;
  }

  private void replaced(Row row, String field) {
    open.remove(text(row, field));
  }

  private static String text(Row row, String field) {
    return row.get(field).orElse(Value.NULL).toString();
  }

  /** Every edit is shown, was edited over by somebody who saw it, or is named in a decision. */
  void assertNothingLost() {
    Map<String, Row> shown = new HashMap<>();
    for (Row row : world.table(systems.get(0)).all().values()) {
      assertThat(shown.put(text(row, "email"), row)).as("twice: " + row).isNull();
    }
    List<JournalEntry> journal = world.journal();
    open.forEach(
        (value, edit) -> {
          Row row = shown.getOrDefault(edit.email(), Row.empty());
          boolean kept = text(row, edit.field()).equals(value);
          assertThat(kept || isNamed(journal, value) || isGone(shown, edit, journal))
              .as("lost: %s of %s, shown is %s, decided %s", value, edit, row, journal)
              .isTrue();
        });
    for (String email : deleted) {
      boolean back = shown.containsKey(email) && !wasContested(journal);
      assertThat(back).as("came back: %s", email).isFalse();
    }
  }

  private static boolean isNamed(List<JournalEntry> journal, String value) {
    Value text = Value.of(value);
    return journal.stream()
        .anyMatch(
            entry ->
                entry.head().filter(text::equals).isPresent()
                    || entry.incoming().filter(text::equals).isPresent());
  }

  private static boolean isGone(Map<String, Row> shown, Edit edit, List<JournalEntry> journal) {
    return !shown.containsKey(edit.email())
        && journal.stream()
            .anyMatch(
                entry ->
                    entry.kind().equals("delete conflict") && entry.rule().contains(edit.field()));
  }

  /** A delete that met an edit may have lost to it. */
  private static boolean wasContested(List<JournalEntry> journal) {
    return journal.stream().anyMatch(entry -> entry.decision().equals("alive"));
  }

  private record Edit(String email, String field) {}
}

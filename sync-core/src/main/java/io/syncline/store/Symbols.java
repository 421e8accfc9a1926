package io.syncline.store;

import io.syncline.model.SystemId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that images speak of, each a small number: systems, fields, and whole lists of fields,
 * which all records of an entity share. Thread-safe.
 *
 * <p>A store keeps it in a table of its own. A name that is new gets its number at once; {@link
 * #unsaved} must be durable no later than the first image that was made with it. A number is never
 * taken back: what a transaction that was undone has added is saved with the next.
 */
public final class Symbols {

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<List<String>, Integer> lists = new ConcurrentHashMap<>();
  private final Map<Integer, String> texts = new ConcurrentHashMap<>();
  private final Map<Integer, List<String>> listsByNumber = new ConcurrentHashMap<>();
  private final Map<Integer, SystemId> systems = new ConcurrentHashMap<>();
  private final SortedMap<Integer, String> unsaved = new TreeMap<>();
  private int last;

  /** An empty dictionary: that of a new store. */
  public Symbols() {}

  /** The dictionary as it was saved. */
  public Symbols(Map<Integer, String> saved) {
    saved.forEach(this::put);
  }

  /** What was added since the last {@link #saved}. */
  public synchronized SortedMap<Integer, String> unsaved() {
    return new TreeMap<>(unsaved);
  }

  /** Tells that {@code symbols} are durable. */
  public synchronized void saved(Map<Integer, String> symbols) {
    unsaved.keySet().removeAll(symbols.keySet());
  }

  /** The number of a name, from 1. */
  public int number(String text) {
    Integer number = numbers.get(text);
    return number != null ? number : add(text);
  }

  /** The number of a list of names, in this order. */
  public int number(List<String> names) {
    Integer number = lists.get(names);
    if (number == null) {
      number = number(join(names));
      lists.put(names, number);
      listsByNumber.putIfAbsent(number, List.copyOf(names)); // equal at a glance to what was given
    }
    return number;
  }

  String text(int number) {
    String text = texts.get(number);
    if (text == null) {
      throw new StoreException("must be in the store's dictionary: symbol=" + number);
    }
    return text;
  }

  /** The same list for the same number, always. */
  List<String> names(int number) {
    List<String> names = listsByNumber.get(number);
    return names != null
        ? names
        : listsByNumber.computeIfAbsent(number, key -> split(text(number)));
  }

  SystemId system(int number) {
    SystemId system = systems.get(number);
    return system != null
        ? system
        : systems.computeIfAbsent(number, key -> new SystemId(text(number)));
  }

  private synchronized int add(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = last + 1;
    unsaved.put(number, text);
    put(number, text);
    return number;
  }

  private synchronized void put(int number, String text) {
    texts.put(number, text);
    numbers.put(text, number);
    last = Math.max(last, number);
  }

  /** Each name behind a bar; a bar or a backslash within one is escaped by a backslash. */
  private static String join(List<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append('|').append(name.replace("\\", "\\\\").replace("|", "\\|"));
    }
    return text.toString();
  }

  private static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '|') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(text.charAt(i) == '\\' ? text.charAt(++i) : text.charAt(i));
      }
    }
    return List.copyOf(names);
  }
}

package io.syncline.jdbc;

import io.syncline.jdbc.schema.ExchangeStates;
import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import io.syncline.spi.WriteKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options of {@link ExchangeFeed}. */
record ExchangeOptions(Map<String, String> options) {

  static final String OUTBOUND = "feed.outbound";
  static final String INBOUND = "feed.inbound";
  static final String STATES = "feed.states";
  static final String OPERATIONS = "feed.operations";

  private static final String FEED = "feed.";

  static final String NUMBER = "number";
  static final String REQUEST = "request";
  static final String OPERATION = "operation";
  static final String STATE = "state";
  static final String MESSAGE = "message";

  private static final Set<String> COLUMNS = Set.of(NUMBER, REQUEST, OPERATION, STATE, MESSAGE);

  static final Set<String> ALL =
      Stream.concat(
              Stream.of(OUTBOUND, INBOUND, STATES, OPERATIONS), COLUMNS.stream().map(FEED::concat))
          .collect(Collectors.toUnmodifiableSet());

  /** The option that gives a column another name. */
  static String columnOption(String usual) {
    if (!COLUMNS.contains(usual)) {
      throw new IllegalArgumentException("must be one of " + COLUMNS + ": column=" + usual);
    }
    return FEED + usual;
  }

  static ExchangeOptions of(DatasetSpec spec) {
    return new ExchangeOptions(spec.options());
  }

  List<SettingFault> faults() {
    List<SettingFault> faults = new ArrayList<>();
    if (!options.containsKey(OUTBOUND)) {
      faults.add(
          DatasetSettings.fault(
              OUTBOUND, "must name the table in which the other side tells what it changed"));
    }
    for (String option : List.of(OUTBOUND, INBOUND)) {
      String name = options.get(option);
      if (name != null && !isTable(name)) {
        faults.add(
            DatasetSettings.fault(
                option, "must be a table, or schema.table, quoted where odd: value=" + name));
      }
    }
    words(STATES, "NEW,DONE,ERROR", faults);
    words(OPERATIONS, "I,U,D", faults);
    return faults;
  }

  private static boolean isTable(String name) {
    try {
      TableName.parse(name);
      return true;
    } catch (AdapterException.ConfigInvalid e) {
      return false;
    }
  }

  TableName outbound() {
    return TableName.parse(options.getOrDefault(OUTBOUND, ""));
  }

  Optional<TableName> inbound() {
    return Optional.ofNullable(options.get(INBOUND)).map(TableName::parse);
  }

  String column(String usual) {
    return options.getOrDefault(columnOption(usual), usual);
  }

  ExchangeStates states() {
    List<String> words = words(STATES, "NEW,DONE,ERROR", new ArrayList<>());
    return new ExchangeStates(words.get(0), words.get(1), words.get(2));
  }

  Map<WriteKind, String> operations() {
    List<String> words = words(OPERATIONS, "I,U,D", new ArrayList<>());
    return Map.of(
        WriteKind.CREATE,
        words.get(0),
        WriteKind.UPDATE,
        words.get(1),
        WriteKind.DELETE,
        words.get(2));
  }

  private List<String> words(String option, String usual, List<SettingFault> faults) {
    String text = options.getOrDefault(option, usual);
    List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (words.size() != 3 || Set.copyOf(words).size() != 3 || words.contains("")) {
      faults.add(
          DatasetSettings.fault(
              option, "must be three different words such as " + usual + ": value=" + text));
    }
    return words;
  }
}

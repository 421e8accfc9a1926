package io.syncline.spi;

import java.util.List;

/**
 * One setting of an adapter.
 *
 * @param path dotted name, such as {@code connection.url}
 * @param fallback used when the setting is missing; empty text: none
 * @param secret whether its value must never be shown
 * @param symbols the only values of a {@code ENUM}
 * @param doc one line for people
 */
public record SettingSpec(
    String path,
    Kind kind,
    boolean required,
    String fallback,
    boolean secret,
    List<String> symbols,
    String doc) {

  /** How a setting's text is read. */
  public enum Kind {
    TEXT,
    INTEGER,
    BOOLEAN,
    DURATION,
    PATH,
    ENUM
  }

  public SettingSpec {
    symbols = List.copyOf(symbols);
  }

  public static SettingSpec required(String path, Kind kind, String doc) {
    return new SettingSpec(path, kind, true, "", false, List.of(), doc);
  }

  public static SettingSpec optional(String path, Kind kind, String fallback, String doc) {
    return new SettingSpec(path, kind, false, fallback, false, List.of(), doc);
  }

  public static SettingSpec secret(String path, String doc) {
    return new SettingSpec(path, Kind.TEXT, false, "", true, List.of(), doc);
  }

  public static SettingSpec oneOf(String path, List<String> symbols, String fallback, String doc) {
    return new SettingSpec(path, Kind.ENUM, false, fallback, false, symbols, doc);
  }
}

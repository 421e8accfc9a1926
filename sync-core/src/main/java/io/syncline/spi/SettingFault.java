package io.syncline.spi;

/** One thing wrong with the settings: where, and what would be right. */
public record SettingFault(String path, String message) {

  @Override
  public String toString() {
    return path + ": " + message;
  }
}

package io.syncline.config;

import java.util.List;

/**
 * The arguments of a lens, policy or type that a file names. What is wrong with them is an {@link
 * IllegalArgumentException}, which becomes a fault of the file.
 */
public record Arguments(String name, List<String> texts) {

  public Arguments {
    texts = List.copyOf(texts);
  }

  public int count() {
    return texts.size();
  }

  public String text(int index) {
    atLeast(index + 1);
    return texts.get(index);
  }

  public int integer(int index) {
    String text = text(index);
    if (!text.matches("-?\\d{1,9}")) {
      throw new IllegalArgumentException("must be a whole number: " + name + "=" + text);
    }
    return Integer.parseInt(text);
  }

  public void atLeast(int least) {
    if (texts.size() < least) {
      throw new IllegalArgumentException(
          "must have " + least + " arguments or more: " + name + "=" + texts);
    }
  }

  public void exactly(int number) {
    if (texts.size() != number) {
      throw new IllegalArgumentException(
          "must have " + (number == 0 ? "no" : number) + " arguments: " + name + "=" + texts);
    }
  }
}

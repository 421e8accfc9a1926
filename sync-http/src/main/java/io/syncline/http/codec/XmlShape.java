package io.syncline.http.codec;

import java.util.Optional;

/**
 * How XML becomes a tree, beyond what is so for every document.
 *
 * @param attributes whether they are members, {@code @name}
 * @param named elements whose name is a value
 */
public record XmlShape(boolean attributes, Optional<Named> named) {

  public static final XmlShape PLAIN = new XmlShape(true, Optional.empty());

  /**
   * Elements such as {@code <field name="city">Bern</field>}, which become members such as {@code
   * city}.
   *
   * @param element its local name
   * @param by the attribute that has the member's name
   */
  public record Named(String element, String by) {}
}

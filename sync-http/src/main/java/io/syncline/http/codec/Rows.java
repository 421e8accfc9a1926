package io.syncline.http.codec;

import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The rows of one large body, one after the other, as trees. For one thread. */
@FunctionalInterface
public interface Rows {

  /**
   * The next one; empty once the body is over, and was whole.
   *
   * @throws IOException where the body cannot be read on
   * @throws Unreadable where it is not what it should be
   */
  Optional<JsonNode> next() throws IOException, Unreadable;
}

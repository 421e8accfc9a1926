package io.syncline.spi;

import java.util.List;
import java.util.Optional;

/**
 * What a receiver made of one request.
 *
 * @param response told once the changes are stored; where it is no success, there are none
 * @param id of this delivery: one that comes again says nothing new; empty: it has none
 * @param changes may be none, where what happened does not concern the dataset
 */
public record Received(InboundResponse response, Optional<String> id, List<Change> changes) {

  public Received {
    changes = List.copyOf(changes);
  }

  public static Received refused(InboundResponse response) {
    return answered(response);
  }

  /** It tells of no change: it was refused, or asked for an answer alone. */
  public static Received answered(InboundResponse response) {
    return new Received(response, Optional.empty(), List.of());
  }
}

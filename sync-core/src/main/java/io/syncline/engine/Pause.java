package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something a person stopped. It is neither read nor written until it is resumed; nothing is lost,
 * and it goes on where it was.
 *
 * @param entity the flow of this entity alone; empty: the system with all its flows
 * @param by who stopped it, as they call themselves
 */
public record Pause(
    SystemId system, Optional<EntityName> entity, String by, String why, Instant since) {

  public Pause {
    if (by.isBlank()) {
      throw new IllegalArgumentException("must say who pauses: by=" + by);
    }
    if (why.isBlank()) {
      throw new IllegalArgumentException("must say why: why=" + why);
    }
  }

  /** Why one of its flows does not go on. */
  String reason() {
    return (entity.isPresent() ? "paused" : "its system is paused") + text();
  }

  private String text() {
    return " by " + by + " since " + since + ": " + why;
  }

  @Override
  public String toString() {
    return entity.map(name -> name + "@" + system).orElseGet(system::toString)
        + " is paused"
        + text();
  }
}

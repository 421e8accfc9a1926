package io.syncline.config;

import java.time.Duration;

/** When something is due, again and again, as it was declared. */
public sealed interface TimetableConfig {

  /** So long after the end of the time before. */
  record Every(Duration interval) implements TimetableConfig {}

  /** At the local times of a cron expression of five fields. */
  record At(String cron) implements TimetableConfig {}

  /** Only when somebody asks. */
  record Never() implements TimetableConfig {}
}

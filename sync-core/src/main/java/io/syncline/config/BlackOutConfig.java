package io.syncline.config;

import io.syncline.schedule.BlackOut;
import java.time.Duration;

/**
 * Times at which systems are left alone, as they were declared.
 *
 * @param begins a cron expression of five fields
 */
public record BlackOutConfig(BlackOut.Forbids forbids, String begins, Duration lasts) {}

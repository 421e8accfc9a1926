package io.syncline.testkit.conformance;

import java.time.Duration;

/**
 * What became of one rule.
 *
 * @param reason why not passed; of a passed rule, what it could not try; else empty
 * @param time how long it took
 */
public record Finding(Rule rule, Result result, String reason, Duration time) {}

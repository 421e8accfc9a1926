package io.syncline.http.manifest;

import java.time.Duration;

/**
 * When a call that failed is sent again.
 *
 * @param max how often; 0: never
 * @param base the longest wait before the first repeat; it doubles with each
 * @param cap the longest wait at all
 * @param jitter whether a wait is drawn from all up to the longest ("full jitter"), or is that
 * @param giveBackAfter a call that would wait longer in all, for a repeat or a limit, goes back to
 *     the hub
 */
public record RetrySpec(
    int max, Duration base, Duration cap, boolean jitter, Duration giveBackAfter) {}

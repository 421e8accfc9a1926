package io.syncline.http.client;

import java.time.Duration;

/**
 * Limits of one call.
 *
 * @param connect until the connection stands
 * @param headers from sending until the answer's headers are there
 * @param body from the headers until the last byte
 * @param call over everything
 */
public record Timeouts(Duration connect, Duration headers, Duration body, Duration call) {}

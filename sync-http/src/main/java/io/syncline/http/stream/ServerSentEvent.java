package io.syncline.http.stream;

/**
 * One event of a stream.
 *
 * @param name its type; {@code message} where the stream names none
 * @param data its lines, joined by line feeds
 * @param lastId the last id that the stream has told so far, by this event or one before; empty:
 *     none
 */
public record ServerSentEvent(String name, String data, String lastId) {}

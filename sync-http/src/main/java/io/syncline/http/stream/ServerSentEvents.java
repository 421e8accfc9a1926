package io.syncline.http.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a stream of events, as the HTML standard has it (section 9.2.6, "Interpreting an event
 * stream"): UTF-8, lines that end with CR, LF or both, fields {@code event}, {@code data}, {@code
 * id} and {@code retry}, comments, and an empty line behind each event. Holds one event at most.
 */
public final class ServerSentEvents {

  /** The event is larger than is taken. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge(int maxBytes) {
      super("an event of more than " + maxBytes + " bytes");
    }
  }

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final int maxBytes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String name = "";
  private String lastId = "";
  private Optional<Duration> retry = Optional.empty();
  private boolean afterReturn;
  private boolean begun;

  /**
   * @param maxBytes the largest event
   */
  public ServerSentEvents(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes the next bytes, wherever they are cut.
   *
   * @return the events that are complete with them
   * @throws TooLarge where an event is
   */
  public List<ServerSentEvent> take(byte[] bytes) {
    List<ServerSentEvent> events = new ArrayList<>();
    for (byte each : bytes) {
      if (each == '\n' && afterReturn) {
        afterReturn = false; // the line has ended with the return
      } else if (each == '\n' || each == '\r') {
        afterReturn = each == '\r';
        ended(line.toString(StandardCharsets.UTF_8)).ifPresent(events::add);
        line.reset();
      } else {
        afterReturn = false;
        if (line.size() + data.length() >= maxBytes) {
          throw new TooLarge(maxBytes);
        }
        line.write(each);
      }
    }
    return events;
  }

  /** How long to wait with the next connection, as the stream has said last; empty: it has not. */
  public Optional<Duration> retry() {
    return retry;
  }

  private Optional<ServerSentEvent> ended(String whole) {
    String text =
        !begun && !whole.isEmpty() && whole.charAt(0) == BYTE_ORDER_MARK
            ? whole.substring(1)
            : whole;
    begun = true;
    if (text.isEmpty()) {
      return dispatched();
    }
    int colon = text.indexOf(':');
    if (colon != 0) { // else a comment
      String value = colon < 0 ? "" : text.substring(colon + 1);
      field(
          colon < 0 ? text : text.substring(0, colon),
          value.startsWith(" ") ? value.substring(1) : value);
    }
    return Optional.empty();
  }

  private void field(String field, String value) {
    switch (field) {
      case "event" -> name = value;
      case "data" -> data.append(value).append('\n');
      case "id" -> lastId = value.indexOf('\0') < 0 ? value : lastId;
      case "retry" -> {
        if (value.matches("[0-9]{1,9}")) {
          retry = Optional.of(Duration.ofMillis(Integer.parseInt(value)));
        }
      }
      default -> {
        // others mean nothing
      }
    }
  }

  private Optional<ServerSentEvent> dispatched() {
    Optional<ServerSentEvent> event =
        data.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ServerSentEvent(
                    name.isEmpty() ? "message" : name,
                    data.substring(0, data.length() - 1),
                    lastId));
    data.setLength(0);
    name = "";
    return event;
  }
}

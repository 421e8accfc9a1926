package io.syncline.spi;

/**
 * The answer to a request that a system made.
 *
 * @param status of HTTP
 * @param text the body, in ASCII; it holds nothing of the request but what a handshake asks for
 * @param type the media type of the body
 */
public record InboundResponse(int status, String text, String type) {

  private static final String PLAIN = "text/plain";

  public static final InboundResponse OK = new InboundResponse(200, "ok");

  public static final InboundResponse MALFORMED = new InboundResponse(400, "malformed");

  /** One answer for all: who forges a request learns nothing of what was wrong with it. */
  public static final InboundResponse UNAUTHORIZED = new InboundResponse(401, "not authorized");

  public static final InboundResponse NOT_FOUND = new InboundResponse(404, "not found");

  public static final InboundResponse NOT_ALLOWED = new InboundResponse(405, "not this method");

  public static final InboundResponse TOO_LARGE = new InboundResponse(413, "too large");

  /** It is not stored, or not yet: send it again. */
  public static final InboundResponse UNAVAILABLE = new InboundResponse(503, "try again later");

  /** Of plain text. */
  public InboundResponse(int status, String text) {
    this(status, text, PLAIN);
  }

  /** Whether the request was taken. */
  public boolean isGood() {
    return status / 100 == 2;
  }
}

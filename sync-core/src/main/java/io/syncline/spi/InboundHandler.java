package io.syncline.spi;

/**
 * Answers what one system sends, whatever server brought it in. Thread-safe.
 *
 * <p>Mount it where the system calls, with the bytes as they came: a body that was decoded and
 * written again has another signature.
 */
public interface InboundHandler {

  /** A larger body is refused; a server need not read more than one byte beyond. */
  int maxBodyBytes();

  /**
   * Takes a request in. What is answered with success is stored, and will be looked at whatever
   * happens to this process; what is not was not taken. Blocks until then, a few seconds at most.
   */
  InboundResponse handle(InboundRequest request);
}

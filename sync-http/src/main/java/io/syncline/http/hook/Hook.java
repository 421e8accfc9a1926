package io.syncline.http.hook;

import io.syncline.http.manifest.Verdict;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Java for what a manifest cannot say of a service; the manifest names it by its id. Handed to
 * {@code HttpAdapter.hook}, or found by {@link java.util.ServiceLoader}.
 *
 * <p>Each step does nothing unless it is overridden. A step is a function of what it is given: it
 * is called by any thread, by several at a time, and for one answer more than once, so it must be
 * thread-safe, keep nothing, and never block nor call anybody. It sees no secret: who we are goes
 * into the request after it, and host, method and path stay as the manifest has them.
 *
 * <p>What a step throws loses nothing. Of a request: nothing is sent; a read fails with {@code
 * Unsupported}, a write is rejected. Of an answer: what it means is unknown, so that a read is made
 * again, and a write is sent again where a repeat is harmless, else looked after. The message names
 * the hook and what was thrown.
 */
public interface Hook {

  /** By which manifests name it. */
  String id();

  /** The request as it is to be sent: with other headers, query or body, and nothing else. */
  default HookRequest request(HookRequest request) {
    return request;
  }

  /** The bytes of an answer, without their compression, as they are to be read. */
  default byte[] body(HookAnswer answer, byte[] body) {
    return body;
  }

  /** The answer's tree, as records and results are to be taken from it. */
  default JsonNode tree(HookAnswer answer, JsonNode tree) {
    return tree;
  }

  /**
   * What the answer means, before the rules of {@code errors}. {@code CURSOR_EXPIRED} counts for
   * listings and feeds only, {@code MOVED} for reads by key only.
   *
   * @param tree missing where the body could not be read
   * @return empty: as without the hook
   */
  default Optional<Verdict> verdict(HookAnswer answer, JsonNode tree) {
    return Optional.empty();
  }
}

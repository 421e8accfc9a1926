package io.syncline;

import io.syncline.config.HubConfig;

/** Keeps records in agreement across the systems that were declared to it. */
public final class Hub implements AutoCloseable {

  private Hub() {}

  public static HubBuilder builder() {
    return new HubBuilder();
  }

  static Hub open(HubConfig config, HubParts parts) {
    throw new UnsupportedOperationException("not yet: " + config.hub() + parts.listener());
  }

  @Override
  public void close() {}
}

package io.syncline.http.conformance;

import java.net.URI;

/** The same fake service behind one that takes batches of several parts, as change sets. */
final class MixedSubject extends SaasSubject {

  private final MixedGateway gateway;

  MixedSubject(String name) {
    super(name, "followed-multipart.yaml");
    gateway = MixedGateway.start(saas().url());
  }

  @Override
  URI url() {
    return gateway.url();
  }

  @Override
  SaasSubject another() {
    return new MixedSubject(name() + ", another");
  }
}

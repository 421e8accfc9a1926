package io.syncline.http.conformance;

/** The fake service by envelopes of version 1.2: a log-in, and many records in one call. */
final class SoapSessionSubject extends SoapSubject {

  private static final String MANIFEST = "soap-batches.yaml";

  SoapSessionSubject(String name) {
    super(name, MANIFEST);
  }

  @Override
  SaasSubject another() {
    return new SoapSessionSubject(name() + ", another");
  }

  /** The session ends, and a new one is given for the same password. */
  @Override
  void replaceTokenAfter(int records) {
    saas().access().expireIssuedAfter(records);
  }
}

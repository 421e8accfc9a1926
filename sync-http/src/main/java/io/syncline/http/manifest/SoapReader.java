package io.syncline.http.manifest;

import io.syncline.http.soap.Envelope;
import io.syncline.http.soap.SoapCall;
import io.syncline.http.soap.SoapVersion;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code soap}: an operation of a SOAP service. */
final class SoapReader {

  /** Stands for the variables {@code record.NAME}, one for each field. */
  static final String RECORD = WriteSpec.FIELD + "*";

  private final Section call;
  private final Section soap;

  SoapReader(Section call) {
    this.call = call;
    soap = call.requiredSection("soap");
  }

  /** {@code variables}: those that its envelope may use. */
  Optional<Call> read(Set<String> variables) {
    return read(variables, Set.of());
  }

  /** {@code inItems}: those that its elements for each kind of write may use. */
  Optional<Call> readMany(Set<String> inItems) {
    return read(Set.of(), inItems);
  }

  private Optional<Call> read(Set<String> variables, Set<String> inItems) {
    String endpoint = soap.requiredText("endpoint");
    if (soap.has("endpoint") && !endpoint.matches("/[^\\s{}]*")) {
      soap.fault("endpoint", "must be a path below base, such as /soap: " + endpoint);
    }
    String action = soap.text("action").orElse("");
    Optional<SoapVersion> version = soap.word("version", SoapVersion.words(), SoapVersion::of);
    if (!soap.has("body")) {
      soap.fault("body", "must be given");
    }
    Optional<Envelope> envelope = soap.textOrFile("body", "<").flatMap(this::envelope);
    envelope.ifPresent(found -> check(found, version, variables, inItems));
    soap.end();
    call.end();
    return envelope.map(found -> Call.of(endpoint, new SoapCall(action, found)));
  }

  private Optional<Envelope> envelope(String text) {
    try {
      return Optional.of(Envelope.parse(text));
    } catch (IllegalArgumentException e) {
      soap.fault("body", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void check(
      Envelope envelope,
      Optional<SoapVersion> version,
      Set<String> variables,
      Set<String> inItems) {
    if (version.isPresent() && version.get() != envelope.version()) {
      soap.fault("version", "must be that of the envelope: " + envelope.version().word());
    }
    if (envelope.kinds().isEmpty() != inItems.isEmpty()) {
      soap.fault(
          "body",
          inItems.isEmpty()
              ? "must not have elements for each write, which are for write.batch"
              : "must have elements for each write, such as <record xmlns:s=\""
                  + Envelope.SPACE
                  + "\" s:each=\"create\"/>");
    }
    soap.uses("body", envelope.variables(), variables);
    List<String> kinds = Stream.of(WriteKind.values()).map(WriteSpec::word).toList();
    for (String kind : inItems.isEmpty() ? Set.<String>of() : envelope.kinds()) {
      soap.uses("body", envelope.variables(kind), inItems);
      if (!kinds.contains(kind)) {
        soap.fault("body", Faults.unknown("must be a known kind: each=" + kind, kind, kinds));
      }
    }
  }
}

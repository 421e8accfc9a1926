package io.syncline.http.manifest;

import io.syncline.http.soap.Envelope;
import io.syncline.http.soap.SoapCall;
import io.syncline.http.soap.SoapVersion;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    envelope.ifPresent(found -> check(found, version, variables));
    soap.end();
    call.end();
    return envelope.map(
        found -> new Call("POST", endpoint, Optional.of(new SoapCall(action, found))));
  }

  private Optional<Envelope> envelope(String text) {
    try {
      return Optional.of(Envelope.parse(text));
    } catch (IllegalArgumentException e) {
      soap.fault("body", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void check(Envelope envelope, Optional<SoapVersion> version, Set<String> variables) {
    if (version.isPresent() && version.get() != envelope.version()) {
      soap.fault("version", "must be that of the envelope: " + envelope.version().word());
    }
    boolean fields = variables.contains(RECORD);
    Set<String> used =
        envelope.variables().stream()
            .filter(name -> !fields || !name.startsWith(WriteSpec.FIELD))
            .collect(Collectors.toSet());
    soap.uses("body", used, variables);
  }
}

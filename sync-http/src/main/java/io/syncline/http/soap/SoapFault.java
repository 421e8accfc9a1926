package io.syncline.http.soap;

import io.syncline.http.json.Json;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Faults, as {@link SoapFormat} has them. */
public final class SoapFault {

  public static final JsonPointer CODE = JsonPointer.compile("/Fault/code");
  public static final JsonPointer TEXT = JsonPointer.compile("/Fault/text");

  public static final JsonPointer SUBCODE = JsonPointer.compile("/Fault/subcode");

  private static final JsonPointer FAULT = JsonPointer.compile("/Fault");

  /** Beside success, those that a fault comes under whatever it says; others say something. */
  private static final Set<Integer> SAYING_NOTHING = Set.of(400, 500);

  private static final Set<String> BLAME_SENDER =
      Set.of("Client", "Sender", "MustUnderstand", "VersionMismatch", "DataEncodingUnknown");

  private static final Set<String> BLAME_RECEIVER = Set.of("Server", "Receiver");

  private static final int SENDERS = 400;
  private static final int RECEIVERS = 500;

  private SoapFault() {}

  /**
   * What an answer's status would be by its fault: 400 where the sender is to blame, else 500.
   * Unchanged without a fault.
   */
  public static int status(int status, JsonNode body) {
    if (body.at(FAULT).isMissingNode() || (status / 100 != 2 && !SAYING_NOTHING.contains(status))) {
      return status;
    }
    return Json.text(body, CODE).filter(SoapFault::blamesSender).isPresent() ? SENDERS : RECEIVERS;
  }

  /** Whether a code says that it is the service's own fault, and nothing else. */
  public static boolean blamesReceiver(String code) {
    return BLAME_RECEIVER.contains(code);
  }

  /** SOAP 1.1, section 4.4.1, lets a code go on after a dot. */
  private static boolean blamesSender(String code) {
    return BLAME_SENDER.contains(code.replaceFirst("\\..*", ""));
  }
}

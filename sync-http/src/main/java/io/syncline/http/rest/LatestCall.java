package io.syncline.http.rest;

import io.syncline.http.client.Deadline;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.json.Json;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.FeedSpec.Latest;
import io.syncline.http.rest.Judge.Question;
import io.syncline.spi.AdapterException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Asks a service for the position behind everything it has. */
record LatestCall(WebService service, Map<String, String> headers) {

  /** A position, and the address that it came from. */
  record Told(String position, URI asked) {}

  HttpTransport.Request request(Latest latest) {
    Call call = latest.call();
    return service.request(
        call, new CallParts(call.path(Map.of()), headers, Map.of(), Optional.empty()));
  }

  /**
   * Asks.
   *
   * @throws AdapterException.Unsupported where the answer has none
   */
  Told ask(Latest latest, Deadline deadline) {
    HttpTransport.Request request = request(latest);
    WebService.Reply reply = service.read(latest.call(), request, Question.LISTING, deadline);
    return Json.text(reply.body(), latest.from())
        .filter(text -> !text.isEmpty())
        .map(text -> new Told(text, request.address()))
        .orElseThrow(
            () ->
                new AdapterException.Unsupported(
                    service.text(latest.call(), "answered with nothing at " + latest.from())));
  }
}

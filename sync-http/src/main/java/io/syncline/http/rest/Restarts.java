package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.spi.AdapterException;
import java.util.Optional;

/** Knows answers that tell everything anew in the place of what changed. */
record Restarts(WebService service, FeedSpec spec) {

  /**
   * What was deleted is not among everything, so a full compare is due.
   *
   * @throws AdapterException.CursorExpired for such an answer
   */
  void refuse(Pages.Page page) {
    boolean restarted =
        spec.restarted()
            .filter(is -> Json.text(page.body(), is.at()).equals(Optional.of(is.is())))
            .isPresent();
    if (restarted) {
      throw expired("answered with everything in the place of what changed");
    }
  }

  AdapterException expired(String what) {
    return new AdapterException.CursorExpired(service.text(spec.list().call(), what), null);
  }
}

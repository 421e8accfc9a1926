package io.syncline.http.auth;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is sent for a token or a session, and how its answer is read. */
interface LogIn {

  /** Empty where a secret is not known any more. */
  Optional<HttpTransport.Request> request();

  Answered read(Exchange.Answer answer);

  /**
   * An answer.
   *
   * @param status as a fault in it means it, if it has one
   * @param body missing where it could not be read
   * @param words what the service says is wrong
   */
  record Answered(int status, JsonNode body, List<String> words) {

    public Answered {
      words = List.copyOf(words);
    }
  }
}

package io.syncline.http.manifest;

import io.syncline.http.soap.SoapCall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** How a call shows who makes it. */
public sealed interface AuthSpec {

  /** All texts that may refer to secrets. */
  List<SecretText> secrets();

  record None() implements AuthSpec {

    @Override
    public List<SecretText> secrets() {
      return List.of();
    }
  }

  record Basic(SecretText user, SecretText password) implements AuthSpec {

    @Override
    public List<SecretText> secrets() {
      return List.of(user, password);
    }
  }

  /**
   * A name and a password in the header of each envelope.
   *
   * @param digest whether the password goes as a digest, which is good once
   */
  record UsernameToken(SecretText user, SecretText password, boolean digest) implements AuthSpec {

    @Override
    public List<SecretText> secrets() {
      return List.of(user, password);
    }
  }

  /** One text that some part of each call carries. */
  sealed interface Carried extends AuthSpec {

    Carrier carrier();
  }

  /** The same text in every call. */
  record Key(Carrier carrier, SecretText value) implements Carried {

    @Override
    public List<SecretText> secrets() {
      return List.of(value);
    }
  }

  /**
   * A code over what is sent, which only those who know the secret can make (RFC 2104).
   *
   * @param algorithm of {@link javax.crypto.Mac}
   * @param over what it is made over, with {@code {method}}, {@code {path}} (with its query),
   *     {@code {host}}, {@code {time}}, {@code {body}} and {@code {body.sha256}} (in hex)
   * @param value of the header, with {@code {signature}} and {@code {time}}
   * @param base64 whether the code is written so; otherwise in hex
   * @param timeHeader also tells the time; empty: none does
   * @param headers others that are sent along, such as who signs
   */
  record Signature(
      String algorithm,
      SecretText secret,
      String over,
      String header,
      String value,
      boolean base64,
      TimeFormat time,
      Optional<String> timeHeader,
      Map<String, SecretText> headers)
      implements AuthSpec {

    /** What {@code over} may use. */
    static final Set<String> VARIABLES =
        Set.of("method", "path", "host", "time", "body", "body.sha256");

    public Signature {
      headers = Map.copyOf(headers);
    }

    @Override
    public List<SecretText> secrets() {
      List<SecretText> secrets = new ArrayList<>(headers.values());
      secrets.add(secret);
      return secrets;
    }
  }

  /**
   * A text that the service gives for a while: a token of OAuth 2, or a session.
   *
   * @param source where it is had from; may be on another host
   * @param client sent along as basic authorization, as RFC 6749, section 2.3.1, has it
   * @param fields of the body, or the variables of its envelope
   * @param form whether the body is a form; otherwise it is JSON
   * @param soap the operation that is called for it; empty: it is had by a body of fields
   * @param token where the answer has it
   * @param lifeSeconds where the answer says how long it is good
   * @param life where it does not say; empty: until it is refused
   * @param refresh what is shown for it, and may come anew with it; empty: it is had for what stays
   */
  record Token(
      Carrier carrier,
      URI source,
      Optional<Basic> client,
      Map<String, SecretText> fields,
      boolean form,
      Optional<SoapCall> soap,
      JsonPointer token,
      Optional<JsonPointer> lifeSeconds,
      Optional<Duration> life,
      Optional<Refresh> refresh)
      implements Carried {

    public Token {
      fields = Map.copyOf(fields);
    }

    @Override
    public List<SecretText> secrets() {
      List<SecretText> secrets = new ArrayList<>(fields.values());
      client.ifPresent(each -> secrets.addAll(each.secrets()));
      return secrets;
    }
  }

  /**
   * A refresh token, RFC 6749, section 6.
   *
   * @param secret the name of the secret that it is
   * @param rotates whether another one comes with each token, and the one before ends then
   */
  record Refresh(String secret, boolean rotates) {}

  /** What of a call carries it. */
  sealed interface Carrier {

    /**
     * A header.
     *
     * @param scheme stands before it, with its blank; empty: nothing
     */
    record Header(String name, String scheme) implements Carrier {}

    /** A parameter of the query; it shows in the logs of every proxy. */
    record Query(String parameter) implements Carrier {}

    record Cookie(String name) implements Carrier {}

    /**
     * An element in the header of each envelope.
     *
     * @param element in ASCII, with <code>{value}</code>
     */
    record SoapHeader(String element) implements Carrier {

      static final String VALUE = "value";

      /** {@code ascii}: as it is in a text of XML. */
      public String with(String ascii) {
        return element.replace("{" + VALUE + "}", ascii);
      }
    }
  }
}

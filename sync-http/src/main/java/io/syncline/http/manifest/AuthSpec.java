package io.syncline.http.manifest;

/** How a call shows who makes it. */
public sealed interface AuthSpec {

  record None() implements AuthSpec {}

  record Bearer(SecretText token) implements AuthSpec {}

  record Basic(SecretText user, SecretText password) implements AuthSpec {}

  /** A key in a header. */
  record ApiKeyHeader(String header, SecretText value) implements AuthSpec {}

  /** A key in the query; it shows in the logs of every proxy. */
  record ApiKeyQuery(String parameter, SecretText value) implements AuthSpec {}
}

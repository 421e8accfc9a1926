package io.syncline.jdbc.conformance;

/** A table that may only be read, between tables for changes and for requests. */
class ExchangedTest extends TableConformance {

  ExchangedTest() {
    super(Way.exchange(new PostgreSqlProduct()));
  }
}

package io.syncline.jdbc.conformance;

/** A table without a feed. */
class ListedTest extends TableConformance {

  ListedTest() {
    super(Way.listed(new PostgreSqlProduct()));
  }
}

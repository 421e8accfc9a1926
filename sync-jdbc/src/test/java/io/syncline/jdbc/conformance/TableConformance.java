package io.syncline.jdbc.conformance;

import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Tables keep what an adapter owes, however they are followed. Each way is a class, so that several
 * JVMs share them, and has a database of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableConformance extends AdapterContract {

  private final TableSubject subject;

  TableConformance(Way way) {
    subject = new TableSubject(way);
  }

  @Override
  protected Subject subject() {
    return subject;
  }

  @AfterAll
  void drop() {
    subject.close();
  }
}

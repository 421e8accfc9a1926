package io.syncline.jdbc.conformance;

import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Tables of PostgreSQL keep what an adapter owes, however they are followed. */
class TableConformanceTest {

  /** A subject in a database of its own. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class InPostgreSql extends AdapterContract {

    private final TableSubject subject;

    InPostgreSql(Way way) {
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

  @Nested
  class PolledByTime extends InPostgreSql {
    PolledByTime() {
      super(Way.polledByTime());
    }
  }

  @Nested
  class PolledByNumber extends InPostgreSql {
    PolledByNumber() {
      super(Way.polledByNumber());
    }
  }

  @Nested
  class Listed extends InPostgreSql {
    Listed() {
      super(Way.listed());
    }
  }

  @Nested
  class Digested extends InPostgreSql {
    Digested() {
      super(Way.digested());
    }
  }

  @Nested
  class Viewed extends InPostgreSql {
    Viewed() {
      super(Way.viewed());
    }
  }
}

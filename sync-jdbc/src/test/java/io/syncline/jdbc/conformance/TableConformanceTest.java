package io.syncline.jdbc.conformance;

import io.syncline.jdbc.PollingFeed;
import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.database.TestDatabases;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Tables of PostgreSQL keep what an adapter owes. */
class TableConformanceTest {

  /** A subject in a database of its own. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class InPostgreSql extends AdapterContract {

    private final TestDatabase database = TestDatabases.postgresql();
    private final Subject subject = subject(database);

    abstract Subject subject(TestDatabase own);

    @Override
    protected Subject subject() {
      return subject;
    }

    @AfterAll
    void drop() {
      database.close();
    }
  }

  @Nested
  class Polled extends InPostgreSql {
    @Override
    Subject subject(TestDatabase own) {
      return TableSubject.givingKeys(
          "PostgreSQL, polled", own, PollingFeed.polling("updated_at").options());
    }
  }

  @Nested
  class Listed extends InPostgreSql {
    @Override
    Subject subject(TestDatabase own) {
      return TableSubject.takingKeys("PostgreSQL, listed", own, Map.of());
    }
  }

  @Nested
  class Digested extends InPostgreSql {
    @Override
    Subject subject(TestDatabase own) {
      return TableSubject.givingKeys(
          "PostgreSQL, versions by digest", own, Map.of("version", "digest"));
    }
  }
}

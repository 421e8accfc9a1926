package com.example.filedrop;

import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Files keep what an adapter owes, in each of their forms. */
class FileConformanceTest {

  @Nested
  class Csv extends AdapterContract {
    @TempDir private Path folder;

    @Override
    protected Subject subject() {
      return new CsvSubject("files, CSV in UTF-8", folder, "customers.csv", "UTF-8");
    }
  }

  @Nested
  class CsvInGbk extends AdapterContract {
    @TempDir private Path folder;

    @Override
    protected Subject subject() {
      return new CsvSubject("files, CSV in GBK", folder, "customers.csv", "GBK");
    }
  }

  @Nested
  class Ndjson extends AdapterContract {
    @TempDir private Path folder;

    @Override
    protected Subject subject() {
      return new NdjsonSubject("files, NDJSON", folder, "customers.ndjson");
    }
  }
}

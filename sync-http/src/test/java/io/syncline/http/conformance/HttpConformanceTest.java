package io.syncline.http.conformance;

import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.fixture.saas.FakeMerge;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The adapter for web services keeps what an adapter owes, in each of its ways to work. */
class HttpConformanceTest {

  @Nested
  class FollowedAndWrittenInBatches extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, modified since, batches", "followed.yaml");
    }
  }

  @Nested
  class FollowedOneByOne extends AdapterContract {
    @Override
    protected Subject subject() {
      SaasSubject subject =
          new SaasSubject("http, modified since, one by one", "followed-one-by-one.yaml");
      subject.records().merged(FakeMerge.REDIRECTS);
      return subject;
    }
  }

  @Nested
  class Listed extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, listed", "listed.yaml");
    }
  }

  @Nested
  class ListedWithDecimals extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject(
          "http, listed, with decimals", "listed.yaml", "contacts", SaasFields.withDecimals()) {
        @Override
        public Map<String, String> deviations() {
          return Map.of(
              "SC-04",
              "JSON writes whole decimals as integers, and a manifest does not say types: 5.00 is"
                  + " read as the integer 5, which a hub's field of decimals takes");
        }
      };
    }
  }

  @Nested
  class ListedByOffset extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, listed by offset", "listed-by-offset.yaml");
    }
  }
}

package io.syncline.http.conformance;

import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.testkit.conformance.AdapterContract;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.fixture.saas.FakeMerge;
import java.time.Duration;
import java.util.List;
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

  /** Batches whose items are the single calls. */
  @Nested
  class FollowedAndWrittenByRequestsInBatches extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, modified since, requests in batches", "followed-requests.yaml");
    }
  }

  /** The same in parts of multipart/mixed, each in a change set of its own. */
  @Nested
  class FollowedAndWrittenInBatchesOfParts extends AdapterContract {
    @Override
    protected Subject subject() {
      return new MixedSubject("http, modified since, batches of parts");
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

  /** The service compares nothing, and has no versions. */
  @Nested
  class ComparedBeforeWrites extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, compared before writes", "compared.yaml");
    }
  }

  /** Reads of all kinds lag behind writes, as long as the manifest says. */
  @Nested
  class FollowedLate extends AdapterContract {
    @Override
    protected Subject subject() {
      SaasSubject subject = new SaasSubject("http, modified since, late", "followed-late.yaml");
      subject.records().readsLag(Duration.ofMillis(40));
      return subject;
    }
  }

  @Nested
  class FollowedByToken extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, delta token", "delta-token.yaml");
    }
  }

  @Nested
  class WrittenByJobs extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, bulk", "bulk.yaml");
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
  class ListedWithoutVersions extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, listed without versions", "listed-unversioned.yaml");
    }
  }

  @Nested
  class ListedThroughAFile extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SaasSubject("http, listed through a file", "spooled.yaml");
    }
  }

  @Nested
  class Described extends AdapterContract {
    @Override
    protected Subject subject() {
      SaasFields fields = SaasFields.describedByTheAdapter();
      return new SaasSubject("http, described", "described.yaml", "contacts", fields) {
        @Override
        public List<NativeField> fields() {
          return List.of();
        }
      };
    }
  }

  @Nested
  class BySoap extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SoapSubject("http, soap 1.1", "soap.yaml");
    }
  }

  /** Logged in by an envelope, read and written by many in one. */
  @Nested
  class BySoapInBatches extends AdapterContract {
    @Override
    protected Subject subject() {
      return new SoapSessionSubject("http, soap 1.2, batches");
    }
  }

  @Nested
  class ByGraphQl extends AdapterContract {
    @Override
    protected Subject subject() {
      return new GraphQlSubject("http, graphql");
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

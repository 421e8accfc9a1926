package io.syncline.http.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterSource;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** All that a fake service can be told to do. */
record SaasAbilities(SaasSubject subject) implements Abilities {

  /** Nobody listens there: the port is reserved. */
  static final String NOWHERE = "http://127.0.0.1:1";

  private static final String MAY_NOT_READ = "token-without-a-right";

  private FakeDataset records() {
    return subject.records();
  }

  /**
   * Two hours pass, of which the service remembers one; then somebody makes a record, and a minute
   * passes.
   */
  @Override
  public Optional<Runnable> expireFeed() {
    return Optional.of(
        () -> {
          subject.age(Duration.ofHours(2));
          records().forgetBefore(subject.now().minus(Duration.ofHours(1))).expireTokens();
          records().create(Map.of());
          subject.age(Duration.ofMinutes(1));
        });
  }

  @Override
  public Optional<Function<Row, Pending>> createLate() {
    return Optional.of(
        row -> {
          Instant begun = subject.now();
          return () ->
              NativeKey.of(records().createAt(begun, subject.saasFields().toJson(row)).id());
        });
  }

  @Override
  public Optional<Function<List<Row>, List<NativeKey>>> createTogether() {
    return Optional.of(
        rows -> {
          Instant now = subject.now();
          return rows.stream()
              .map(row -> records().createAt(now, subject.saasFields().toJson(row)))
              .map(record -> NativeKey.of(record.id()))
              .toList();
        });
  }

  @Override
  public Optional<Load> load() {
    List<String> ids = new ArrayList<>();
    return Optional.of(
        new Load() {
          @Override
          public void create(int count) {
            for (int i = 0; i < count; i++) {
              ids.add(records().create(Map.of("name", "one of very many")).id());
            }
          }

          @Override
          public void remove() {
            ids.forEach(records()::purge);
          }
        });
  }

  @Override
  public Optional<UnaryOperator<NativeKey>> move() {
    return Optional.of(
        from -> {
          String to = "moved-" + UUID.randomUUID();
          records().rename(from.toString(), to);
          return NativeKey.of(to);
        });
  }

  @Override
  public Optional<BiConsumer<NativeKey, NativeKey>> merge() {
    return Optional.of((from, into) -> records().merge(from.toString(), into.toString()));
  }

  @Override
  public Optional<Runnable> cutNextAnswer() {
    return Optional.of(() -> subject.failNextWrite(FakeFault.LOSE_ANSWER));
  }

  @Override
  public Optional<Runnable> stopNextJob() {
    return Optional.of(() -> subject.saas().jobs().failAfter(1));
  }

  @Override
  public Optional<Runnable> throttleNextWrite() {
    return Optional.of(() -> subject.failNextWrite(FakeFault.TOO_MANY));
  }

  @Override
  public Optional<Runnable> expireCredentials() {
    return Optional.of(() -> subject.replaceTokenAfter(2));
  }

  @Override
  public Optional<Runnable> stallNextRead() {
    return Optional.of(() -> subject.failNextRead(FakeFault.STALL_HEADERS));
  }

  @Override
  public Optional<Consumer<Duration>> skewClock() {
    return Optional.of(subject.saas()::clockSkew);
  }

  @Override
  public Optional<AdapterSource> wrongCredentials() {
    String url = subject.url().toString();
    return Optional.of(subject.opened(url, Optional.of("token-of-somebody-else")));
  }

  @Override
  public Optional<AdapterSource> wrongAddress() {
    return Optional.of(subject.opened(NOWHERE, Optional.empty()));
  }

  @Override
  public Optional<LackingRight> lackingRight() {
    subject.saas().access().token(MAY_NOT_READ, Set.of(FakeRight.WRITE));
    String url = subject.url().toString();
    return Optional.of(
        new LackingRight(
            subject.opened(url, Optional.of(MAY_NOT_READ)), subject.records().name() + ".read"));
  }

  @Override
  public Optional<Caller> caller() {
    return Optional.of(new SaasCaller(records()));
  }

  @Override
  public Optional<Family> family() {
    FakeDataset companies = subject.saas().dataset("companies");
    String parent = "company-" + UUID.randomUUID();
    return Optional.of(
        new Family() {
          @Override
          public Row reference() {
            records().references("company", companies);
            return Row.of("company", Value.of(parent));
          }

          @Override
          public void createParent() {
            companies.create(parent, Map.of());
          }
        });
  }

  @Override
  public Optional<Subject> oddlyNamed() {
    return Optional.of(subject.oddlyNamed());
  }

  @Override
  public Optional<Subject> sibling() {
    return Optional.of(subject.another());
  }
}

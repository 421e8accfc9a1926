package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static io.syncline.reconcile.Customers.ERP;
import static io.syncline.reconcile.Customers.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Value;
import io.syncline.reconcile.policy.Resolution;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AuthorityTest {

  private final Customers customers = new Customers(rules -> rules.authority("name", ERP));

  @Test
  void theEditOfAnotherSystemIsRecordedAndWrittenOver() {
    List<Event> events = customers.look(CRM, row("x", "a", "a"), 99);

    assertThat(events).hasSize(1);
    assertThat(events.get(0)).isInstanceOf(Event.Conflict.class);
    Event.Conflict conflict = (Event.Conflict) events.get(0);
    assertThat(conflict.cause()).isEqualTo(Event.Cause.AUTHORITY);
    assertThat(conflict.decision()).isEqualTo(Resolution.keepHead());
    assertThat(conflict.incoming().value()).isEqualTo(Value.of("x"));
    assertThat(customers.head("name")).isEqualTo(Value.of("a"));
    assertThat(customers.plan(CRM).orElseThrow().registers().get("name").orElseThrow().value())
        .isEqualTo(Value.of("a"));
    customers.applied(CRM);
    assertThat(customers.reconciler.settled(customers.state)).isTrue();
  }

  @Test
  void seenAgainTheRefusedValueIsAnEcho() {
    customers.look(CRM, row("x", "a", "a"), 99);

    List<Event> events = customers.look(CRM, row("x", "a", "a"), 99);

    assertThat(events).containsExactly(new Event.Echo(CRM));
  }

  @Test
  void theAuthorityWinsAConflictWhateverTheTimes() {
    customers.look(CRM, row("x", "a", "a"), 99);

    customers.look(ERP, row("y", "a", "a"), 1);

    assertThat(customers.head("name")).isEqualTo(Value.of("y"));
  }

  @Test
  void otherFieldsAreFree() {
    customers.look(CRM, row("a", "b", "a"), 5);

    assertThat(customers.head("street")).isEqualTo(Value.of("b"));
  }

  @Test
  void anotherSystemFillsWhatTheHeadHasNot() {
    customers.look(ERP, row("", "a", "a"), 5);
    customers.plan(CRM);
    customers.applied(CRM);

    customers.look(CRM, row("x", "a", "a"), 6);

    assertThat(customers.head("name")).isEqualTo(Value.of("x"));
  }

  @Test
  void theAuthorityWinsFirstContact() {
    RecordState fresh =
        customers.reconciler.newRecord(
            CRM, row("x", "a", "a"), Customers.version(1), OptionalLong.of(9), 50);

    Step step =
        customers.reconciler.link(
            fresh, ERP, Observation.of(row("y", "a", "a")).read(50).timeMicros(1), 51);

    assertThat(step.state().head().get("name").orElseThrow().value()).isEqualTo(Value.of("y"));
  }
}

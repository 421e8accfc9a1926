package io.syncline.reconcile;

import static io.syncline.reconcile.Customers.CRM;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.Life;
import io.syncline.model.Value;
import io.syncline.reconcile.policy.DeleteResolution;
import io.syncline.reconcile.policy.Resolution;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final Dot DOT = new Dot(CRM, 1);
  private static final Value A = Value.of("a");
  private static final Register REGISTER = new Register(A, DOT, new Stamp(0, 0, CRM));

  private static final List<Event> OF_A_FIELD =
      List.of(
          new Event.FastForward(CRM, "name", DOT),
          new Event.Agreement(CRM, "name", DOT),
          new Event.Conflict(
              CRM,
              "name",
              Optional.empty(),
              REGISTER,
              REGISTER,
              Resolution.keepHead(),
              Event.Cause.POLICY),
          new Event.HeldAgain(CRM, "name", A, DOT),
          new Event.Dissolved(CRM, "name"),
          new Event.Resolved(CRM, "name", Choice.head(), A, A),
          new Event.Refused(CRM, "name"),
          new Event.ReCreated(CRM, "name", DOT),
          new Event.GivesWay(CRM, "name", DOT));

  private static final List<Event> OF_THE_RECORD =
      List.of(new Event.Echo(CRM), new Event.Hint(CRM), new Event.Old(CRM), new Event.Waits(CRM));

  @Test
  void eventsOfARegisterSayWhichAndTheirKind() {
    assertThat(OF_A_FIELD)
        .allSatisfy(event -> assertThat(event.about()).contains("name"))
        .extracting(Event::kind)
        .containsExactly(
            EventKind.FAST_FORWARD,
            EventKind.AGREEMENT,
            EventKind.CONFLICT,
            EventKind.HELD_AGAIN,
            EventKind.DISSOLVED,
            EventKind.RESOLVED,
            EventKind.REFUSED,
            EventKind.RE_CREATED,
            EventKind.GIVES_WAY);
  }

  @Test
  void eventsOfTheRecordAreAboutNoRegister() {
    assertThat(OF_THE_RECORD)
        .allSatisfy(event -> assertThat(event.about()).isEmpty())
        .extracting(Event::kind)
        .containsExactly(EventKind.ECHO, EventKind.HINT, EventKind.OLD, EventKind.WAITS);
  }

  @Test
  void aDeleteConflictIsAboutLife() {
    Register life = new Register(Life.ALIVE, DOT, new Stamp(0, 0, CRM));
    Event event =
        new Event.DeleteConflict(
            CRM, life, life, new DeleteResolution.UpdateWins(), List.of("name"));

    assertThat(event.kind()).isEqualTo(EventKind.DELETE_CONFLICT);
    assertThat(event.about()).contains(Registers.LIFE);
  }
}

package io.syncline.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.FirstContact.Twins;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Normaliser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FirstContactTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");
  private static final CorrelationRule EMAIL = CorrelationRule.on("email", Normaliser.lower());

  private static Newcomer newcomer(String key, String email) {
    return new Newcomer(NativeKey.of(key), Row.of("email", Value.of(email)));
  }

  private static Candidate known(long id, String email) {
    return new Candidate(
        new RecordId(id), Row.of("email", Value.of(email)), true, Set.of(CRM), Map.of());
  }

  private static Contact twins(List<RecordId> records, String other) {
    return new Contact.Hold(
        Contact.Why.TWINS,
        records.stream().map(Likeness::certain).toList(),
        List.of(NativeKey.of(other)));
  }

  @Test
  void twinsMayBeSeparateRecords() {
    List<Newcomer> batch = List.of(newcomer("1", "a@x"), newcomer("2", "A@x"));

    assertThat(new FirstContact(List.of(EMAIL), Twins.HELD).decide(ERP, batch, List.of()))
        .containsOnly(
            Map.entry(NativeKey.of("1"), twins(List.of(), "2")),
            Map.entry(NativeKey.of("2"), twins(List.of(), "1")));
    assertThat(new FirstContact(List.of(EMAIL), Twins.SEPARATE).decide(ERP, batch, List.of()))
        .containsOnly(
            Map.entry(NativeKey.of("1"), new Contact.New()),
            Map.entry(NativeKey.of("2"), new Contact.New()));
  }

  @Test
  void separateTwinsStillDoNotShareARecord() {
    List<Newcomer> batch = List.of(newcomer("1", "a@x"), newcomer("2", "A@x"));

    assertThat(
            new FirstContact(List.of(EMAIL), Twins.SEPARATE)
                .decide(ERP, batch, List.of(known(7, "a@x"), known(7, "a@x"))))
        .containsOnly(
            Map.entry(NativeKey.of("1"), twins(List.of(new RecordId(7)), "2")),
            Map.entry(NativeKey.of("2"), twins(List.of(new RecordId(7)), "1")));
  }

  @Test
  void whatACreateInFlightOfADeletedRecordMayHaveMadeWaits() {
    Row row = Row.of("email", Value.of("a@x"));
    Candidate deleted = new Candidate(new RecordId(7), row, false, Set.of(CRM), Map.of(ERP, row));
    FirstContact contact = new FirstContact(List.of(EMAIL), Twins.HELD);

    assertThat(contact.decide(ERP, List.of(newcomer("1", "A@x")), List.of(deleted)))
        .containsValue(new Contact.Wait(new RecordId(7)));
    assertThat(contact.decide(CRM, List.of(newcomer("1", "A@x")), List.of(deleted)))
        .containsValue(new Contact.New());
  }

  @Test
  @Tag("large")
  void aHundredThousandMeetAHundredThousand() {
    List<Newcomer> batch = new ArrayList<>();
    List<Candidate> known = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      batch.add(newcomer("k" + i, "u" + i + "@x"));
      Row row = Row.of("email", Value.of("u" + (i + 50_000) + "@x"));
      known.add(
          new Candidate(
              new RecordId(i), row, true, Set.of(CRM), i % 2 == 0 ? Map.of(ERP, row) : Map.of()));
    }
    FirstContact contact = new FirstContact(List.of(EMAIL), Twins.HELD);

    Map<NativeKey, Contact> decided = contact.decide(ERP, batch, known);

    assertThat(decided).hasSize(100_000);
    assertThat(decided.values().stream().filter(each -> each instanceof Contact.New))
        .hasSize(50_000);
    assertThat(decided.values().stream().filter(each -> each instanceof Contact.Wait))
        .hasSize(25_000);
  }

  @Test
  void oneKeyMayNotComeTwice() {
    List<Newcomer> batch = List.of(newcomer("1", "a@x"), newcomer("1", "b@x"));
    FirstContact contact = new FirstContact(List.of(EMAIL), Twins.HELD);

    assertThatThrownBy(() -> contact.decide(ERP, batch, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must come once: key=1");
  }

  private static Candidate creating(long id, Row row) {
    return creating(id, row, row);
  }

  private static Candidate creating(long id, Row row, Row sent) {
    return new Candidate(new RecordId(id), row, true, Set.of(CRM), Map.of(ERP, sent));
  }

  private static Contact decide(Newcomer newcomer, Candidate... known) {
    return new FirstContact(List.of(EMAIL), Twins.HELD)
        .decide(ERP, List.of(newcomer), List.of(known))
        .get(newcomer.key());
  }

  @Test
  void whatShowsTheValuesThatWereSentWaitsThoughTheRecordWasEditedSince() {
    Row sent = Row.of("email", Value.of("a@x"));
    Row edited = Row.of("email", Value.of("b@x"));

    assertThat(decide(newcomer("1", "a@x"), creating(7, edited, sent)))
        .isEqualTo(new Contact.Wait(new RecordId(7)));
  }

  @Test
  void whatACreateInFlightMayHaveMadeWaits() {
    assertThat(decide(newcomer("1", "a@x"), creating(7, Row.of("email", Value.of("a@x")))))
        .isEqualTo(new Contact.Wait(new RecordId(7)));
    assertThat(decide(newcomer("1", "A@x"), creating(7, Row.of("email", Value.of("a@x")))))
        .isEqualTo(new Contact.Wait(new RecordId(7)));
  }

  @Test
  void whatSeveralCreatesInFlightMayHaveMadeIsHeld() {
    Row ann = Row.of("name", Value.of("Ann"));
    Newcomer newcomer = new Newcomer(NativeKey.of("1"), ann);

    assertThat(decide(newcomer, creating(8, ann), creating(7, ann)))
        .isEqualTo(
            new Contact.Hold(
                Contact.Why.SEVERAL,
                List.of(Likeness.certain(new RecordId(7)), Likeness.certain(new RecordId(8))),
                List.of()));
  }

  @Test
  void whatAPersonSaidToBeDifferentWasNotMadeByItsCreate() {
    Row ann = Row.of("name", Value.of("Ann"));
    Apart apart = new Apart(Set.of(new RecordId(7)), Set.of());

    assertThat(decide(new Newcomer(NativeKey.of("1"), ann, apart), creating(7, ann)))
        .isEqualTo(new Contact.New());
  }

  @Test
  void noMoreThanTwentyTwinsAreNamed() {
    List<Newcomer> batch = new ArrayList<>();
    for (int i = 10; i < 32; i++) {
      batch.add(newcomer("k" + i, "a@x"));
    }
    FirstContact held = new FirstContact(List.of(EMAIL), Twins.HELD);

    Map<NativeKey, Contact> contacts = held.decide(ERP, batch, List.of());

    assertThat(((Contact.Hold) contacts.get(NativeKey.of("k10"))).twins())
        .hasSize(20)
        .startsWith(NativeKey.of("k11"))
        .endsWith(NativeKey.of("k30"));
    assertThat(held.rules()).containsExactly(EMAIL);
  }
}

package io.syncline.reconcile;

import static io.syncline.reconcile.policy.Normaliser.lower;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.FirstContact.Twins;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.Similarity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** First contact by likeness. */
class LikenessTest {

  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");
  private static final List<CorrelationRule> RULES =
      List.of(
          CorrelationRule.on("email", lower()),
          CorrelationRule.similar(CorrelationRule.on("zip"))
              .compare("name", 1, lower(), Similarity.levenshtein())
              .thresholds(0.9, 0.6));
  private static final FirstContact CONTACT = new FirstContact(RULES, Twins.HELD);

  private static Row row(String name, String zip) {
    return Row.of(List.of("name", "zip"), Value.of(name), Value.of(zip));
  }

  private static Newcomer newcomer(String key, String name, String zip) {
    return new Newcomer(NativeKey.of(key), row(name, zip));
  }

  private static Candidate known(long id, String name, String zip) {
    return new Candidate(new RecordId(id), row(name, zip), true, Set.of(CRM), Map.of());
  }

  private static Contact decide(Newcomer newcomer, Candidate... known) {
    return CONTACT.decide(ERP, List.of(newcomer), List.of(known)).get(newcomer.key());
  }

  private static Contact.Hold held(Contact.Why why, Likeness... candidates) {
    return new Contact.Hold(why, List.of(candidates), List.of());
  }

  @Test
  void likeEnoughAndNobodyElseInDoubtIsLinked() {
    Contact contact =
        decide(
            newcomer("1", "Annabella X", "10"),
            known(1, "Annabella", "99"),
            known(2, "annabella y", "10"),
            known(3, "Rob", "10"));

    assertThat(contact).isEqualTo(new Contact.Link(new RecordId(2)));
  }

  @Test
  void somewhatLikeIsHeldWithItsScore() {
    assertThat(decide(newcomer("1", "Anna", "10"), known(1, "Anne", "10"), known(2, "Bob", "10")))
        .isEqualTo(held(Contact.Why.UNSURE, new Likeness(new RecordId(1), 0.75)));
  }

  @Test
  void likeEnoughIsHeldWhereAnotherIsInDoubt() {
    assertThat(decide(newcomer("1", "Anna", "10"), known(2, "Anne", "10"), known(1, "anna", "10")))
        .isEqualTo(
            held(
                Contact.Why.SEVERAL,
                Likeness.certain(new RecordId(1)),
                new Likeness(new RecordId(2), 0.75)));
  }

  @Test
  void whatIsNotLikeOrInNoCommonBlockIsNew() {
    assertThat(decide(newcomer("1", "Anna", "10"), known(1, "Bob", "10"), known(2, "Anna", "11")))
        .isEqualTo(new Contact.New());
  }

  @Test
  void anEarlierRuleThatFindsOneDecides() {
    Row row = row("Anna", "10").with(Row.of("email", Value.of("A@x")));
    Row other = row("Bob", "11").with(Row.of("email", Value.of("a@x")));
    Candidate byEmail = new Candidate(new RecordId(2), other, true, Set.of(CRM), Map.of());

    assertThat(decide(new Newcomer(NativeKey.of("1"), row), byEmail, known(1, "Anna", "10")))
        .isEqualTo(new Contact.Link(new RecordId(2)));
  }

  @Test
  void newcomersThatAreLikeEachOtherAreTwins() {
    Map<NativeKey, Contact> contacts =
        CONTACT.decide(
            ERP,
            List.of(
                newcomer("1", "Anna", "10"), newcomer("2", "Anne", "10"), newcomer("3", "X", "10")),
            List.of());

    assertThat(contacts)
        .containsEntry(
            NativeKey.of("1"),
            new Contact.Hold(Contact.Why.TWINS, List.of(), List.of(NativeKey.of("2"))))
        .containsEntry(NativeKey.of("3"), new Contact.New());
  }

  @Test
  void whatAPersonSaidToBeDifferentIsNoCandidate() {
    Apart apart = new Apart(Set.of(new RecordId(1)), Set.of(NativeKey.of("2")));
    Newcomer one = new Newcomer(NativeKey.of("1"), row("Anna", "10"), apart);

    assertThat(decide(one, known(1, "Anna", "10"))).isEqualTo(new Contact.New());
    assertThat(decide(one, known(1, "Anna", "10"), known(2, "anna", "10")))
        .isEqualTo(new Contact.Link(new RecordId(2)));
    assertThat(CONTACT.decide(ERP, List.of(one, newcomer("2", "Anna", "10")), List.of()))
        .containsEntry(NativeKey.of("1"), new Contact.New())
        .containsEntry(NativeKey.of("2"), new Contact.New());
  }

  @Test
  void theOrderOfArrivalDecidesNothing() {
    Random random = new Random(7);
    List<String> names = List.of("Anna", "Anne", "Annie", "Bob", "Bobby", "Hanna", "anna");
    List<Newcomer> batch = new ArrayList<>();
    List<Candidate> known = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      String zip = Integer.toString(random.nextInt(12));
      String name = names.get(random.nextInt(names.size()));
      if (i % 2 == 0) {
        batch.add(newcomer("k" + i, name, zip));
      } else {
        known.add(known(i, name, zip));
      }
    }
    Map<NativeKey, Contact> first = CONTACT.decide(ERP, batch, known);

    assertThat(first.values().stream().map(Object::getClass).distinct()).hasSize(3);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(batch, new Random(seed));
      Collections.shuffle(known, new Random(seed));
      assertThat(CONTACT.decide(ERP, batch, known)).as("seed " + seed).isEqualTo(first);
    }
  }

  @Test
  void aScoreIsAShare() {
    assertThatThrownBy(() -> new Likeness(new RecordId(1), 1.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be 0 to 1: score=1.1");
  }

  @Test
  void likenessesAreSortedByRecordThenScore() {
    Likeness first = new Likeness(new RecordId(1), 0.9);
    Likeness second = new Likeness(new RecordId(2), 0);

    assertThat(first).isLessThan(second);
    assertThat(second).isGreaterThan(first);
    assertThat(first).isLessThan(Likeness.certain(new RecordId(1)));
    assertThat(held(Contact.Why.SEVERAL, second, first, second))
        .isEqualTo(held(Contact.Why.SEVERAL, first, second))
        .extracting(Contact.Hold::records)
        .isEqualTo(List.of(new RecordId(1), new RecordId(2)));
  }
}

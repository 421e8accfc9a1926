package io.syncline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.mapping.Lens;
import io.syncline.mapping.Lenses;
import io.syncline.model.Value;
import io.syncline.plan.GuardLimit;
import io.syncline.plan.Guards;
import io.syncline.plan.Risk;
import io.syncline.reconcile.policy.ComparedField;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.DeletePolicy;
import io.syncline.reconcile.policy.EqualFields;
import io.syncline.reconcile.policy.SimilarFields;
import io.syncline.reconcile.policy.Similarity;
import io.syncline.reconcile.policy.Thresholds;
import io.syncline.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFileTest {

  @TempDir private Path folder;

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hub.yaml"), yaml);
  }

  private List<String> faults(String yaml) throws IOException {
    Path path = file(yaml);
    return catchThrowableOfType(ConfigException.class, () -> HubFile.read(path)).faults().stream()
        .map(ConfigFault::toString)
        .toList();
  }

  @Test
  void everyMistakeIsReportedWithItsPathAndLine() throws IOException {
    String yaml =
        """
        hub: Hub
        sytems: {}
        state: { type: "" }
        systems:
          crm: { type: http, setings: {} }
          erp: { type: jdbc, settings: { url: "${env:NO_SUCH_URL}", key: "${vault:x}" } }
          erp: { type: jdbc }
        entities:
          customer:
            fields:
              name: txt(80)
              email: text(0)
              balance: decimal(12)
              tags: setOf(texts)
              2nd: text
            groups:
              name: [email, emial]
            matchOn: [emial, "lowr(name)"]
            authority: { balance: ers }
            onConflict: { balanse: hold, name: "prefer(crn)", tags: last-writr }
            onDeleteConflict: upd(
            in:
              crm:
                dataset: [contacts]
                key: id
                map:
                  name: { native: n, lens: [trim, phon(CN)], direction: readonly }
                  nam: full_name
                  tags: tags
                everyFieldByName: yes
              erq: { dataset: customer, everyFieldByName: true }
        limits: { readRows: many, cal: 3s }
        schedule: { syncEvery: 0s, sweepEvery: daily }
        """;

    assertThat(faults(yaml))
        .containsExactlyInAnyOrder(
            "hub: must be 1 to 63 of a-z, 0-9, '_' and '-', a letter first: system=Hub (line 1)",
            "sytems: must be one of [hub, state, systems, blobs, entities, limits, schedule]: key=sytems,"
                + " did you mean systems? (line 2)",
            "state: must have a type: type= (line 3)",
            "systems.crm.setings: must be one of [type, settings]: key=setings, did you mean"
                + " settings? (line 5)",
            "systems.erp.settings.url: must be set in the environment: variable=NO_SUCH_URL"
                + " (line 6)",
            "systems.erp.settings.key: must be ${env:NAME} or ${secret:NAME}:"
                + " reference=${vault:x} (line 6)",
            "systems.erp: must be given once: again in line 7 (line 6)",
            "entities.customer.fields.name: must be one of [binary, bool, date, dateTime, decimal,"
                + " instant, integer, oneOf, real, reference, setOf, text, time, uuid]: type=txt, did you mean"
                + " text? (line 11)",
            "entities.customer.fields.email: must be >= 1: length=0 (line 12)",
            "entities.customer.fields.balance: must have 2 arguments: decimal=[12] (line 13)",
            "entities.customer.fields.tags: must be one of [binary, bool, date, dateTime, decimal,"
                + " instant, integer, oneOf, real, reference, setOf, text, time, uuid]: type=texts, did you"
                + " mean text? (line 14)",
            "entities.customer.fields.2nd: must be 1 to 63 letters, digits and '_', no digit first:"
                + " field=2nd (line 15)",
            "entities.customer.groups.name: must not have the name of a field: group=name (line"
                + " 17)",
            "entities.customer.groups.name: must be one of [name, email, balance, tags, 2nd]:"
                + " field=emial, did you mean email? (line 17)",
            "entities.customer.matchOn[0]: must be one of [name, email, balance, tags, 2nd]:"
                + " field=emial, did you mean email? (line 18)",
            "entities.customer.matchOn[1]: must be one of [digits, exact, lower, words]:"
                + " normaliser=lowr, did you mean lower? (line 18)",
            "entities.customer.authority.balance: must be one of [crm, erq]: system=ers, did you"
                + " mean erq? (line 19)",
            "entities.customer.onConflict.balanse: must be one of [name, balance, tags, 2nd]:"
                + " field=balanse, did you mean balance? (line 20)",
            "entities.customer.onConflict.name: must be one of [crm, erp]: system=crn, did you mean"
                + " crm? (line 20)",
            "entities.customer.onConflict.tags: must be one of [greatest, hold, keep-head,"
                + " last-writer, least, prefer, sum-of-deltas, take-incoming, union]:"
                + " policy=last-writr, did you mean last-writer? (line 20)",
            "entities.customer.onDeleteConflict: must end with its parenthesis: value=upd( (line"
                + " 21)",
            "entities.customer.in.crm.dataset: must be a value, not a list (line 24)",
            "entities.customer.in.crm.dataset: must be given, as the system names it: dataset="
                + " (line 24)",
            "entities.customer.in.crm.map[0].lens[1]: must be one of [cents, charset, constant,"
                + " cut, date-times, dates, decimal-text, dictionary, empty-is-null, epoch-millis,"
                + " epoch-seconds, factor, flag, identity, iso-instants, lower, max-bytes,"
                + " max-length, null-as, one-way, phone, scale, trim, unicode, upper, zone]:"
                + " lens=phon, did you mean phone? (line 27)",
            "entities.customer.in.crm.map[0].direction: must be one of [both, read-only,"
                + " write-only, write-once]: direction=readonly, did you mean read-only? (line 27)",
            "entities.customer.in.crm.map[1]: must be one of [name, email, balance, tags, 2nd]:"
                + " field=nam, did you mean name? (line 28)",
            "entities.customer.in.crm.everyFieldByName: must be true or false: value=yes (line 30)",
            "entities.customer.in.erq: must be one of [crm, erp]: system=erq, did you mean erp?"
                + " (line 31)",
            "limits.readRows: must be a whole number: value=many (line 32)",
            "limits.cal: must be one of [readRows, intakeRows, writeRows, call, wait, rounds,"
                + " absentShare, absentRows]: key=cal, did you mean call? (line 32)",
            "schedule.syncEvery: must be positive: interval=PT0S (line 33)",
            "schedule.sweepEvery: must be a duration such as 90s, 5m, 24h or PT1M30S: value=daily"
                + " (line 33)");
  }

  @Test
  void guardsAreLaidOverTheUsualOnes() throws IOException {
    HubConfig config =
        HubFile.read(
            file(
                """
                systems: { crm: { type: fake } }
                entities:
                  thing:
                    fields: { name: text }
                    in:
                      crm:
                        dataset: things
                        everyFieldByName: true
                        guards: { deletes: 10, blanks: none, creates: 5 %, keyChanges: 3 or 12.5 % }
                """));

    assertThat(config.entities().get(0).flows().get(0).guards())
        .isEqualTo(
            Guards.none()
                .with(Risk.DELETES, GuardLimit.rows(10))
                .with(Risk.CREATES, new GuardLimit(0, 0.05))
                .with(Risk.KEY_CHANGES, new GuardLimit(3, 0.125)));
  }

  @Test
  void mistakesOfGuardsAreNamed() throws IOException {
    String flow = "{ dataset: d, everyFieldByName: true, guards: { delets: 1, deletes: many,";
    String yaml =
        "systems: { crm: { type: fake } }\nentities:\n  thing:\n    fields: { name: text }\n"
            + "    in: { crm: "
            + flow
            + " creates: 101 %, blanks: 3 or 4 } } }\n";

    String limit = "must be like 100, 20 %, 100 or 20 %, or none: value=";
    assertThat(faults(yaml))
        .containsExactlyInAnyOrder(
            "entities.thing.in.crm.guards.delets: must be one of [blanks, creates, deletes,"
                + " keyChanges, updates]: guard=delets, did you mean deletes? (line 5)",
            "entities.thing.in.crm.guards.deletes: " + limit + "many (line 5)",
            "entities.thing.in.crm.guards.creates: " + limit + "101 % (line 5)",
            "entities.thing.in.crm.guards.blanks: " + limit + "3 or 4 (line 5)");
  }

  @Test
  void aReferenceMustNameAnEntityOfTheSameSystem() throws IOException {
    String yaml =
        """
        systems: { crm: { type: fake }, erp: { type: fake } }
        entities:
          person:
            fields: { company: reference(company), boss: reference(persom) }
            in:
              crm: { dataset: p, everyFieldByName: true }
              erp: { dataset: p, everyFieldByName: true }
          company:
            fields: { name: text }
            in: { crm: { dataset: c, everyFieldByName: true } }
        """;

    assertThat(faults(yaml))
        .containsExactlyInAnyOrder(
            "entities.person.fields.boss: must be one of [person, company]: entity=persom, did you"
                + " mean person? (line 4)",
            "entities.person.in.erp.map: must refer to an entity that is in the same system:"
                + " field=company entity=company (line 7)");
  }

  @Test
  void faultsComeInTheOrderOfTheFile() throws IOException {
    assertThat(faults("schedule: { syncEvery: x }\nhub: H\n"))
        .extracting(text -> text.substring(0, text.indexOf(':')))
        .containsExactly("schedule.syncEvery", "systems", "entities", "hub");
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() throws IOException {
    Path path = file("hub: hub\nsystems: [\n");

    ConfigException fault = catchThrowableOfType(ConfigException.class, () -> HubFile.read(path));

    assertThat(fault).hasMessageContaining("hub.yaml: must be YAML: ").hasMessageContaining("line");
  }

  @Test
  void aMissingFileIsSaid() {
    Path path = folder.resolve("none.yaml");

    ConfigException fault = catchThrowableOfType(ConfigException.class, () -> HubFile.read(path));

    assertThat(fault.faults())
        .containsExactly(
            new ConfigFault(path.toString(), "must be a readable file in UTF-8: " + path));
  }

  @Test
  void namesOfTheHostsOwnAreKnown() throws IOException {
    Lens shout = Lenses.upper();
    ConflictPolicy mine = ConflictPolicy.greatest();
    DeletePolicy keep = DeletePolicy.updateWins();
    Path path =
        file(
            """
            systems: { crm: { type: fake } }
            entities:
              thing:
                fields: { name: text }
                matchOn: plain(name)
                onConflict: mine(7)
                onDeleteConflict: keep
                in: { crm: { dataset: things, map: { name: { lens: shout } } } }
            """);

    HubConfig config =
        HubFile.at(path)
            .withLens("shout", arguments -> shout)
            .withConflictPolicy("mine", arguments -> arguments.integer(0) == 7 ? mine : null)
            .withDeletePolicy("keep", arguments -> keep)
            .withNormaliser("plain", text -> text)
            .read();

    EntityConfig thing = config.entities().get(0);
    assertThat(thing.flows().get(0).map())
        .containsExactly(new MapConfig("name", "name", shout, Optional.empty()));
    assertThat(thing.onConflict().otherwise()).isSameAs(mine);
    assertThat(thing.onDeleteConflict()).isSameAs(keep);
  }

  @Test
  void rulesOfLikenessAreRead() throws Exception {
    Path path = Path.of(HubFileTest.class.getResource("likeness.yaml").toURI());

    List<CorrelationRule> rules = HubFile.read(path).entities().get(0).matchOn();

    assertThat(rules).hasSize(2);
    SimilarFields rule = (SimilarFields) rules.get(1);
    assertThat(rule.thresholds()).isEqualTo(new Thresholds(0.92, 0.8));
    assertThat(rule.blocks())
        .extracting(EqualFields::fields)
        .containsExactly(Set.of("zip"), Set.of("city", "street"));
    assertThat(rule.compared())
        .extracting(ComparedField::field, ComparedField::weight)
        .containsExactly(tuple("name", 3.0), tuple("phone", 1.0));
    assertThat(rule.compared().get(0).form().normalise("Smith, Ann")).isEqualTo("ann smith");
  }

  @Test
  void aMeasureOfTheHostsOwnIsKnown() throws IOException {
    Similarity mine = (one, other) -> 0.5;
    String matchOn =
        """
              { within: zip, compare: { name: mine }, accept: 0.9, doubt: 0.8 }
        """;

    HubConfig config = HubFile.at(file(thing(matchOn))).withSimilarity("mine", mine).read();

    SimilarFields rule = (SimilarFields) config.entities().get(0).matchOn().get(0);
    assertThat(rule.compared().get(0).measure()).isSameAs(mine);
  }

  @Test
  void faultsOfLikenessNameTheirPath() throws IOException {
    String matchOn =
        """
              - { within: zip, compare: { nam: jaro-winkler }, accept: 0.9, doubt: 0.8 }
              - { within: zip, compare: { name: jaro-winkler }, accept: 0.8, doubt: 0.9 }
              - { compare: { name: soundx }, accept: 0.9, doubts: 0.8 }
              - { within: zip, compare: { name: { weight: none } }, accept: high, doubt: 0.8 }
        """;

    assertThat(faults(thing(matchOn)))
        .extracting(fault -> fault.substring(0, fault.indexOf(" (line")))
        .containsExactly(
            "entities.thing.matchOn[0]: must be one of [name, email, zip, city, street]: field=nam,"
                + " did you mean name?",
            "entities.thing.matchOn[1]: must be 0 < doubt <= accept <= 1: doubt=0.9 accept=0.8",
            "entities.thing.matchOn[2].doubts: must be one of [within, compare, accept, doubt]:"
                + " key=doubts, did you mean doubt?",
            "entities.thing.matchOn[2].compare.name: must be one of [equal, jaro-winkler,"
                + " levenshtein]: measure=soundx",
            "entities.thing.matchOn[2]: must say from which score on it accepts, and doubts:"
                + " accept, doubt",
            "entities.thing.matchOn[3].compare.name.weight: must be a number > 0: weight=none",
            "entities.thing.matchOn[3].compare.name: must say by what it is compared: by",
            "entities.thing.matchOn[3].accept: must be a share such as 0.2 or 20%: value=high");
  }

  private static String thing(String matchOn) {
    return """
        systems: { crm: { type: fake } }
        entities:
          thing:
            fields: { name: text, email: text, zip: text, city: text, street: text }
            matchOn:
        """
        + matchOn
        + "    in: { crm: { dataset: things, everyFieldByName: true } }\n";
  }

  @Test
  void aPhoneIsWrittenInTheFormThatTheFileNames() throws IOException {
    String yaml =
        """
        systems: { erp: { type: fake } }
        entities:
          thing:
            fields: { phone: text }
            matchOn: phone
            in: { erp: { dataset: things, map: { phone: { lens: "phone(CN, %s)" } } } }
        """;
    Lens lens =
        HubFile.read(file(yaml.formatted("digits")))
            .entities()
            .get(0)
            .flows()
            .get(0)
            .map()
            .get(0)
            .lens();

    Value number = Value.of("+8613812345678");
    assertThat(lens.put(number)).isEqualTo(Lenses.phone("CN").digits().put(number));
    assertThat(lens.put(number)).isNotEqualTo(Lenses.phone("CN").put(number));
    assertThat(faults(yaml.formatted("digit")))
        .containsExactly(
            "entities.thing.in.erp.map[0].lens: must be one of [e164, international, national,"
                + " digits]: phone=digit (line 6)");
  }

  @Test
  void secretsStayReferences() {
    HubConfig config = CustomerHub.read();

    assertThat(config.systems().get(0).adapter())
        .isEqualTo(
            new AdapterConfig.Typed(
                "http",
                Settings.of(
                    Map.of(
                        "manifest", "crm.yaml",
                        "baseUrl", "https://crm.example",
                        "token", "${secret:crm}"))));
    assertThat(config.toString()).doesNotContain("https://crm.example");
  }
}

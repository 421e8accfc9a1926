package io.syncline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.reconcile.Candidate;
import io.syncline.reconcile.Contact;
import io.syncline.reconcile.FirstContact;
import io.syncline.reconcile.Newcomer;
import io.syncline.reconcile.policy.CorrelationRule;
import io.syncline.reconcile.policy.EqualFields;
import io.syncline.reconcile.policy.Normaliser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decides the first contact of one batch, in several orders, and compares. */
final class ContactReplay {

  private static final Notation TEXTS = new Notation(new JsonMapper().createObjectNode());

  private final JsonNode vector;
  private final Map<RecordId, String> names = new HashMap<>();

  ContactReplay(JsonNode vector) {
    this.vector = vector;
  }

  void run() {
    List<CorrelationRule> rules =
        VectorFile.elements(vector.get("rules")).stream().map(ContactReplay::rule).toList();
    List<Newcomer> batch =
        new ArrayList<>(
            VectorFile.elements(vector.get("batch")).stream()
                .map(
                    each ->
                        new Newcomer(
                            NativeKey.of(each.get("key").asString()),
                            TEXTS.row(each.get("values"))))
                .toList());
    List<Candidate> known = new ArrayList<>();
    vector.get("records").forEach(each -> known.add(candidate(each)));
    FirstContact contact = new FirstContact(rules, FirstContact.Twins.HELD);
    for (int seed = 0; seed < 5; seed++) {
      Map<String, String> decided = new HashMap<>();
      contact
          .decide(Notation.system(vector.get("system")), batch, known)
          .forEach((key, each) -> decided.put(key.toString(), text(each)));
      assertThat(decided)
          .as("vector " + vector.get("name").asString() + ", shuffled by seed " + seed)
          .isEqualTo(expected());
      Collections.shuffle(batch, new Random(seed));
      Collections.shuffle(known, new Random(seed));
    }
  }

  private Map<String, String> expected() {
    Map<String, String> expected = new HashMap<>();
    vector
        .get("expect")
        .properties()
        .forEach(
            each -> {
              Map.Entry<String, JsonNode> what = each.getValue().properties().iterator().next();
              boolean isNew = what.getKey().equals("new");
              expected.put(
                  each.getKey(), isNew ? "new" : what.getKey() + " " + what.getValue().asString());
            });
    return expected;
  }

  private static CorrelationRule rule(JsonNode json) {
    Map<String, Normaliser> fields = new LinkedHashMap<>();
    json.properties()
        .forEach(each -> fields.put(each.getKey(), normaliser(each.getValue().asString())));
    return new EqualFields(fields);
  }

  private static Normaliser normaliser(String name) {
    return switch (name) {
      case "exact" -> Normaliser.exact();
      case "lower" -> Normaliser.lower();
      case "digits" -> Normaliser.digits();
      default -> throw new IllegalArgumentException("must be a known form: rule=" + name);
    };
  }

  private Candidate candidate(JsonNode json) {
    RecordId id = new RecordId(names.size() + 1L);
    names.put(id, json.get("id").asString());
    Row row = TEXTS.row(json.get("values"));
    Map<SystemId, Row> sent = new HashMap<>();
    systems(json.path("creating")).forEach(system -> sent.put(system, row));
    return new Candidate(id, row, json.get("alive").asBoolean(), systems(json.path("links")), sent);
  }

  private static Set<SystemId> systems(JsonNode json) {
    Set<SystemId> systems = new HashSet<>();
    json.forEach(each -> systems.add(Notation.system(each)));
    return systems;
  }

  private String text(Contact contact) {
    return contact.match(
        new Contact.Cases<String>() {
          @Override
          public String link(Contact.Link each) {
            return "link " + names.get(each.record());
          }

          @Override
          public String isNew(Contact.New each) {
            return "new";
          }

          @Override
          public String await(Contact.Wait each) {
            return "wait " + names.get(each.record());
          }

          @Override
          public String hold(Contact.Hold each) {
            return "hold " + each.why().name().toLowerCase(Locale.ROOT);
          }
        });
  }
}

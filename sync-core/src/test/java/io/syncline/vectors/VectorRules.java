package io.syncline.vectors;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Rules;
import io.syncline.reconcile.RulesBuilder;
import io.syncline.reconcile.SystemRules;
import io.syncline.reconcile.policy.ConflictPolicy;
import io.syncline.reconcile.policy.DeletePolicy;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The rules that a vector's configuration declares. */
final class VectorRules {

  private VectorRules() {}

  static Rules of(JsonNode config, SystemId hub) {
    Notation notation = new Notation(config.get("fields"));
    RulesBuilder rules = Rules.builder(notation.schema(), hub);
    config
        .path("systems")
        .properties()
        .forEach(each -> rules.system(system(new SystemId(each.getKey()), each.getValue())));
    config
        .path("policy")
        .properties()
        .forEach(each -> rules.onConflict(each.getKey(), policy(each.getValue().asString())));
    rules.onFirstContact(policy(config.path("initial").asString("lww")));
    rules.onDeleteConflict(delete(config.path("delete").asString("update-wins")));
    return rules.build();
  }

  private static SystemRules system(SystemId id, JsonNode json) {
    JsonNode shows = json.path("shows");
    return new SystemRules(
        id,
        names(json.get("fields")),
        names(json.get("writes")),
        names(json.get("writes")),
        List.of(),
        SystemRules.Versions.valueOf(json.get("versions").asString().toUpperCase(Locale.ROOT)),
        SystemRules.Condition.valueOf(json.get("precondition").asString().toUpperCase(Locale.ROOT)),
        (field, value) -> show(shows.path(field).asString(""), value),
        SystemRules.Scope.all());
  }

  private static List<String> names(JsonNode json) {
    return VectorFile.elements(json).stream().map(JsonNode::asString).toList();
  }

  static ConflictPolicy policy(String name) {
    if (name.startsWith("prefer:")) {
      return ConflictPolicy.prefer(
          Arrays.stream(name.substring("prefer:".length()).split(",", -1))
              .map(SystemId::new)
              .toArray(SystemId[]::new));
    }
    return switch (name) {
      case "lww" -> ConflictPolicy.lastWriter();
      case "incoming" -> ConflictPolicy.takeIncoming();
      case "head" -> ConflictPolicy.keepHead();
      case "hold" -> ConflictPolicy.holdForReview();
      case "greatest" -> ConflictPolicy.greatest();
      case "union" -> ConflictPolicy.union();
      default -> throw new IllegalArgumentException("must be a known policy: policy=" + name);
    };
  }

  private static DeletePolicy delete(String name) {
    return switch (name) {
      case "update-wins" -> DeletePolicy.updateWins();
      case "delete-wins" -> DeletePolicy.deleteWins();
      case "hold" -> DeletePolicy.holdForReview();
      default -> throw new IllegalArgumentException("must be a known policy: delete=" + name);
    };
  }

  private static Value show(String form, Value value) {
    if (form.isEmpty()) {
      return value;
    }
    if (value instanceof Value.Decimal decimal && form.startsWith("scale:")) {
      int scale = Integer.parseInt(form.substring("scale:".length()));
      return Value.of(decimal.value().setScale(scale, RoundingMode.HALF_UP));
    }
    return value instanceof Value.Text text ? Value.of(show(form, text.value())) : value;
  }

  private static String show(String form, String text) {
    if (form.startsWith("cut:")) {
      int most = Integer.parseInt(form.substring("cut:".length()));
      int count = Math.min(most, text.codePointCount(0, text.length()));
      return text.substring(0, text.offsetByCodePoints(0, count));
    }
    return switch (form) {
      case "digits" -> text.replaceAll("[^0-9]", "");
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "trim" -> text.strip();
      default -> throw new IllegalArgumentException("must be a known form: shows=" + form);
    };
  }
}

package io.syncline.http.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Drafts {@code auth} from {@code securitySchemes}. */
record AuthDraft(ApiDocument document) {

  /** Lines below {@code connection}. */
  List<String> lines() {
    JsonNode schemes = document.at(document.at(document.root(), "components"), "securitySchemes");
    if (schemes.isEmpty()) {
      return List.of("auth: none " + Yaml.comment("TODO the document names no securitySchemes"));
    }
    String chosen = chosen(schemes);
    List<String> lines = new ArrayList<>();
    lines.add("auth: " + auth(chosen, document.at(schemes, chosen)));
    for (String other : schemes.propertyNames()) {
      if (!other.equals(chosen)) {
        lines.add(Yaml.comment("or as " + other + ": " + auth(other, document.at(schemes, other))));
      }
    }
    return lines;
  }

  /** The first that all calls take, else the first of all. */
  private String chosen(JsonNode schemes) {
    for (JsonNode alternative : document.root().path("security").values()) {
      Optional<String> only = alternative.propertyNames().stream().findFirst();
      if (alternative.size() == 1 && schemes.has(only.orElse(""))) {
        return only.orElseThrow();
      }
    }
    return schemes.propertyNames().iterator().next();
  }

  private String auth(String name, JsonNode scheme) {
    String secret = name.replaceAll("[^A-Za-z0-9_-]", "-");
    String type = scheme.path("type").asString("");
    String kind = scheme.path("scheme").asString("").toLowerCase(Locale.ROOT);
    if (type.equals("http") && kind.equals("bearer")) {
      return "{ bearer: " + reference(secret) + " }";
    }
    if (type.equals("http") && kind.equals("basic")) {
      return "{ basic: { user: %s, password: %s } }"
          .formatted(reference(secret + "-user"), reference(secret));
    }
    if (type.equals("apiKey")) {
      return "{ apiKey: { %s: %s, value: %s } }"
          .formatted(
              Yaml.text(scheme.path("in").asString("header")),
              Yaml.text(scheme.path("name").asString("")),
              reference(secret));
    }
    return type.equals("oauth2")
        ? oauth2(secret, scheme.path("flows"))
        : Yaml.todo("one of bearer, basic, apiKey, oauth2, session, sign, for the scheme " + name);
  }

  private static String oauth2(String secret, JsonNode flows) {
    boolean ours = flows.has("clientCredentials");
    JsonNode flow = ours ? flows.path("clientCredentials") : flows.path("authorizationCode");
    String token = flow.path("tokenUrl").asString("");
    List<String> keys = new ArrayList<>();
    keys.add(ours ? "grant: client_credentials" : "grant: refresh_token");
    keys.add(
        "token: " + (token.isEmpty() ? Yaml.todo("where tokens are had") : Yaml.quoted(token)));
    keys.add("id: " + reference(secret + "-id"));
    keys.add("secret: " + reference(secret));
    if (!ours) {
      keys.add("refresh: " + reference(secret + "-refresh"));
    }
    List<String> scopes = List.copyOf(new TreeSet<>(flow.path("scopes").propertyNames()));
    if (!scopes.isEmpty()) {
      keys.add("scope: " + Yaml.quoted(String.join(" ", scopes)));
    }
    return "{ oauth2: { " + String.join(", ", keys) + " } }";
  }

  private static String reference(String name) {
    return Yaml.quoted("${secret." + name + "}");
  }
}

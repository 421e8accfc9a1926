package io.syncline.http.conformance;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The same fake service behind a GraphQL one. */
final class GraphQlSubject extends SaasSubject {

  private final GraphQlGateway gateway;

  GraphQlSubject(String name) {
    super(name, "graphql.yaml");
    gateway = GraphQlGateway.start(saas().url());
  }

  @Override
  URI url() {
    return gateway.url();
  }

  @Override
  SaasSubject another() {
    return new GraphQlSubject(name() + ", another");
  }

  @Override
  public Map<String, String> inapplicable() {
    Map<String, String> all = new HashMap<>(super.inapplicable());
    all.put("SC-05", "names of GraphQL are letters, digits and underscores");
    return all;
  }
}

package io.syncline.http.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.GraphqlErrorBuilder;
import graphql.execution.CoercedVariables;
import graphql.execution.DataFetcherResult;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GraphQL service in front of a REST one, by GraphQL Java, an implementation of the
 * specification. Each query and each mutation is one request there. What concerns one record is an
 * error of GraphQL under 200; what concerns the service goes through as it is, and so does an
 * answer that is lost.
 */
final class GraphQlGateway {

  private static final String SCHEMA =
      """
      scalar Any

      type Query {
        contacts(first: Int!, after: String): Contacts
        changed(since: String!, first: Int!, after: String): Contacts
        newest: Contacts
        contact(id: ID!): Contact
        some(ids: [ID!]!): [Contact!]
      }

      type Mutation {
        create(requestId: ID!, set: ContactInput!): Contact
        update(requestId: ID!, id: ID!, etag: String, set: ContactInput!): Contact
        delete(requestId: ID!, id: ID!, etag: String): Boolean
      }

      type Contacts { nodes: [Contact!]!, pageInfo: PageInfo! }
      type PageInfo { endCursor: String, hasNextPage: Boolean! }

      type Contact {
        id: ID!
        etag: String!
        updatedAt: String!
        archived: Boolean!
        mergedInto: ID
        name: Any
        email: Any
        visits: Any
        vip: Any
        status: Any
        company: Any
      }

      input ContactInput { name: Any, email: Any, visits: Any, vip: Any, status: Any, company: Any }
      """;

  /** What is wrong with one record. */
  private static final Set<Integer> OF_A_RECORD = Set.of(301, 404, 409, 410, 412, 422, 428);

  private static final Set<String> NOT_PASSED_ON =
      Set.of("content-length", "transfer-encoding", "date", "connection", ":status");

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final URI behind;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final GraphQL graphQl;

  private GraphQlGateway(URI behind, HttpServer server) {
    this.behind = behind;
    this.server = server;
    RuntimeWiring wiring =
        RuntimeWiring.newRuntimeWiring()
            .scalar(GraphQLScalarType.newScalar().name("Any").coercing(new AsItIs()).build())
            .type(
                "Query",
                type ->
                    type.dataFetcher("contacts", asked(GraphQlGateway::contacts))
                        .dataFetcher("changed", asked(GraphQlGateway::changed))
                        .dataFetcher(
                            "newest", asked(query -> Rest.get("/contacts?newest=true&limit=1")))
                        .dataFetcher("contact", asked(GraphQlGateway::contact))
                        .dataFetcher("some", asked(GraphQlGateway::some)))
            .type(
                "Mutation",
                type ->
                    type.dataFetcher("create", asked(GraphQlGateway::create))
                        .dataFetcher("update", asked(GraphQlGateway::update))
                        .dataFetcher("delete", asked(GraphQlGateway::delete)))
            .build();
    graphQl =
        GraphQL.newGraphQL(
                new SchemaGenerator()
                    .makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring))
            .build();
  }

  /** Until the JVM ends: its threads are daemons. */
  static GraphQlGateway start(URI behind) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "graphql-gateway");
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      GraphQlGateway gateway = new GraphQlGateway(behind, server);
      server.createContext("/graphql", gateway::handle);
      server.start();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The request of one query, and the answer that is passed on in the place of its result. */
  private static final class Asked {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<HttpResponse<byte[]>> passed = Optional.empty();
    private boolean lost;
  }

  /** A request to the service behind. */
  private record Rest(
      String method, String path, Map<String, String> headers, @Nullable Object body) {

    static Rest get(String path) {
      return new Rest("GET", path, Map.of(), null);
    }
  }

  private interface Asking {
    Rest of(DataFetchingEnvironment query);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, @Nullable Object> body =
          JSON.readValue(exchange.getRequestBody().readAllBytes(), OBJECT);
      Asked asked = new Asked();
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(who -> asked.headers.put("Authorization", who));
      ExecutionResult result =
          graphQl.execute(
              ExecutionInput.newExecutionInput(String.valueOf(body.get("query")))
                  .variables(named(body.get("variables")))
                  .graphQLContext(Map.of(Asked.class, asked))
                  .build());
      if (asked.lost) {
        return; // closed without an answer
      }
      if (asked.passed.isPresent()) {
        passOn(exchange, asked.passed.get());
      } else {
        byte[] answer = JSON.writeValueAsBytes(result.toSpecification());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }
  }

  /** What is wrong with the service is told as GraphQL has it, under its own status. */
  private static void passOn(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    byte[] body =
        parsed(answer.body())
            .map(
                told ->
                    JSON.writeValueAsBytes(
                        Map.of(
                            "errors",
                            List.of(
                                Map.of(
                                    "message",
                                    String.valueOf(told.get("message")),
                                    "extensions",
                                    told)))))
            .orElse(answer.body());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
              }
            });
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private DataFetcher<Object> asked(Asking asking) {
    return query -> {
      Asked asked = query.getGraphQlContext().get(Asked.class);
      return answered(query, asked, asking.of(query));
    };
  }

  private DataFetcherResult<Object> answered(
      DataFetchingEnvironment query, Asked asked, Rest rest) {
    DataFetcherResult.Builder<Object> result = DataFetcherResult.newResult();
    HttpResponse<byte[]> answer;
    try {
      answer = send(asked, rest);
    } catch (IOException e) {
      asked.lost = true;
      return result.build();
    }
    Optional<Map<String, @Nullable Object>> body = parsed(answer.body());
    int status = answer.statusCode();
    if (status == 404 && rest.method().equals("GET")) {
      return result.build();
    }
    boolean forbidden = body.filter(map -> "FORBIDDEN".equals(map.get("code"))).isPresent();
    if (body.isPresent() && (OF_A_RECORD.contains(status) || forbidden)) {
      return result
          .error(
              GraphqlErrorBuilder.newError(query)
                  .message("%s", body.get().get("message"))
                  .extensions(body.get())
                  .build())
          .build();
    }
    if (status == 204) {
      return result.data(true).build();
    }
    if (status / 100 != 2 || body.isEmpty()) {
      asked.passed = Optional.of(answer);
      return result.build();
    }
    return result.data(shown(query.getField().getName(), body.get())).build();
  }

  private HttpResponse<byte[]> send(Asked asked, Rest rest) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + rest.path()))
            .method(
                rest.method(),
                rest.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(rest.body())));
    asked.headers.forEach(request::header);
    rest.headers().forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Optional<Map<String, @Nullable Object>> parsed(byte[] body) {
    try {
      return body.length == 0 ? Optional.empty() : Optional.of(JSON.readValue(body, OBJECT));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Object shown(String field, Map<String, @Nullable Object> body) {
    return switch (field) {
      case "some" -> items(body);
      case "contacts", "changed", "newest" -> {
        Object next = named(body.get("paging")).get("next");
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("endCursor", next);
        page.put("hasNextPage", next != null);
        yield Map.of("nodes", items(body), "pageInfo", page);
      }
      default -> body;
    };
  }

  private static Object items(Map<String, @Nullable Object> body) {
    return Optional.ofNullable(body.get("items")).orElse(List.of());
  }

  private static Map<String, @Nullable Object> named(@Nullable Object object) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((name, value) -> named.put(String.valueOf(name), value));
    }
    return named;
  }

  private static Rest contacts(DataFetchingEnvironment query) {
    return Rest.get("/contacts?limit=" + text(query, "first") + after(query));
  }

  private static Rest changed(DataFetchingEnvironment query) {
    return Rest.get(
        "/contacts?archived=true&modifiedSince="
            + text(query, "since")
            + "&limit="
            + text(query, "first")
            + after(query));
  }

  private static String after(DataFetchingEnvironment query) {
    return query.getArgument("after") == null ? "" : "&after=" + text(query, "after");
  }

  private static Rest contact(DataFetchingEnvironment query) {
    return Rest.get("/contacts/" + text(query, "id"));
  }

  private static Rest some(DataFetchingEnvironment query) {
    List<String> ids = new ArrayList<>();
    List<Object> asked = query.getArgument("ids");
    asked.forEach(id -> ids.add(encoded(id.toString())));
    return Rest.get("/contacts?ids=" + String.join(",", ids));
  }

  private static Rest create(DataFetchingEnvironment query) {
    return new Rest("POST", "/contacts", headers(query), query.getArgument("set"));
  }

  private static Rest update(DataFetchingEnvironment query) {
    return new Rest(
        "PATCH", "/contacts/" + text(query, "id"), headers(query), query.getArgument("set"));
  }

  private static Rest delete(DataFetchingEnvironment query) {
    return new Rest("DELETE", "/contacts/" + text(query, "id"), headers(query), null);
  }

  private static Map<String, String> headers(DataFetchingEnvironment query) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", query.<Object>getArgument("requestId").toString());
    if (query.getArgument("etag") != null) {
      headers.put("If-Match", query.<Object>getArgument("etag").toString());
    }
    return headers;
  }

  private static String text(DataFetchingEnvironment query, String argument) {
    return encoded(query.<Object>getArgument(argument).toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A scalar of JSON. */
  private static final class AsItIs implements Coercing<Object, Object> {

    @Override
    public Object serialize(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseValue(Object value, GraphQLContext context, Locale locale) {
      return value;
    }

    @Override
    public Object parseLiteral(
        Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
      throw new IllegalArgumentException("must be a variable: " + value);
    }
  }
}

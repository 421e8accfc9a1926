package io.syncline.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.http.json.Json;
import io.syncline.model.NativeKey;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import io.syncline.spi.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Presets against the examples that their standards publish, over a real connection. */
class StandardsTest {

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void stop() {
    server.close();
  }

  /** RFC 8288, section 3.5. */
  @Test
  void linkHeadersLeadOn() {
    String link =
        "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel,"
            + " </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel";
    answer(200, Map.of("Link", link), "[{\"id\":3}]");
    answer(200, Map.of("Link", "</>; rel=\"http://example.net/foo\""), "[{\"id\":4}]");

    List<ScanPage> pages = scan("link-header-rest", "id", "call: GET /TheBook/chapter3");

    assertThat(asked()).containsExactly("/TheBook/chapter3", "/TheBook/chapter4");
    assertThat(keys(pages)).containsExactly("3", "4");
    assertThat(pages.get(1).complete()).isTrue();
  }

  /** OData JSON Format 4.0: collections of entities, and the annotation odata.nextLink. */
  @Test
  void nextLinksOfODataLeadOn() {
    answer(
        200,
        """
        {"@odata.context": "HOST/$metadata#Customers",
         "value": [{"@odata.id": "Customers('ALFKI')", "CustomerID": "ALFKI"}],
         "@odata.nextLink": "HOST/Customers?$skiptoken=342r89"}
        """);
    answer(200, "{\"value\": [{\"CustomerID\": \"ANATR\"}]}");

    List<ScanPage> pages = scan("odata-v4", "CustomerID", "call: GET /Customers");

    assertThat(asked()).containsExactly("/Customers", "/Customers?$skiptoken=342r89");
    assertThat(server.asked())
        .as("answers of 4.01 may leave out odata., and so hide the next page")
        .allMatch(each -> "4.0".equals(each.header("OData-MaxVersion")));
    assertThat(keys(pages)).containsExactly("ALFKI", "ANATR");
    assertThat(pages.get(1).complete()).isTrue();
  }

  /** OData JSON Format 4.0, section 19. */
  @Test
  void errorsOfODataAreTold() {
    String error =
        """
        {"error": {"code": "501", "message": "Unsupported functionality", "target": "query",
          "details": [{"code": "301", "target": "$search",
            "message": "$search query option not supported"}]}}
        """;
    answer(400, error);
    answer(400, error);

    assertThatThrownBy(() -> scan("odata-v4", "id", "call: GET /Customers"))
        .isInstanceOf(AdapterException.Unsupported.class)
        .hasMessage("GET /Customers answered 400 501: Unsupported functionality");
    assertThat(create("odata-v4"))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "501",
                "Unsupported functionality",
                List.of(
                    new WriteOutcome.FieldError("$search", "$search query option not supported"))));
  }

  /** RFC 9457, section 3: its two examples, and section 4.2.1. */
  @Test
  void problemDetailsAreTold() {
    Map<String, String> type = Map.of("Content-Type", "application/problem+json");
    answer(
        403,
        type,
        """
        {"type": "https://example.com/probs/out-of-credit",
         "title": "You do not have enough credit.",
         "detail": "Your current balance is 30, but that costs 50.",
         "instance": "/account/12345/msgs/abc",
         "balance": 30, "accounts": ["/account/12345", "/account/67890"]}
        """);
    answer(
        422,
        type,
        """
        {"type": "https://example.net/validation-error", "title": "Your request is not valid.",
         "errors": [
          {"detail": "must be a positive integer", "pointer": "#/age"},
          {"detail": "must be 'green', 'red' or 'blue'", "pointer": "#/profile/color"}]}
        """);
    answer(422, type, "{\"type\": \"about:blank\", \"title\": \"Unprocessable Content\"}");

    assertThat(createPlainly("[]", ""))
        .isEqualTo(
            new WriteOutcome.Denied(
                "https://example.com/probs/out-of-credit: Your current balance is 30, but that"
                    + " costs 50."));
    assertThat(createPlainly("[]", ""))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "https://example.net/validation-error",
                "Your request is not valid.",
                List.of(
                    new WriteOutcome.FieldError("age", "must be a positive integer"),
                    new WriteOutcome.FieldError(
                        "profile/color", "must be 'green', 'red' or 'blue'"))));
    assertThat(createPlainly("[]", ""))
        .isEqualTo(new WriteOutcome.Rejected("HTTP 422", "Unprocessable Content", List.of()));
  }

  /** The Idempotency-Key HTTP header field, draft 06, sections 2.1 and 2.7: syntax and errors. */
  @Test
  void whatIsSaidOfIdempotencyKeysIsUnderstood() {
    String problem =
        """
        {"type": "https://developer.example.com/idempotency", "title": "%s", "detail": "%s"}
        """;
    answer(
        400,
        problem.formatted(
            "Idempotency-Key is missing",
            "This operation is idempotent and it requires correct usage of Idempotency Key."));
    answer(
        422,
        problem.formatted(
            "Idempotency-Key is already used",
            "Idempotency Key MUST not be reused across different payloads of this operation."));
    answer(
        409,
        problem.formatted(
            "A request is outstanding for this Idempotency-Key",
            "A request with the same Idempotency-Key for the same operation is being processed or"
                + " is outstanding."));
    answer(201, "{\"id\": \"9\"}");
    String rules = "[{ when: { status: [409], text: outstanding }, then: unknown }]";
    String header = ", idempotency: { header: Idempotency-Key, quoted: true }";

    assertThat(createPlainly(rules, header))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "https://developer.example.com/idempotency",
                "This operation is idempotent and it requires correct usage of Idempotency Key.",
                List.of()));
    assertThat(createPlainly(rules, header)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(createPlainly(rules, header))
        .as("it may be made, and is to be sent again under the same key")
        .isInstanceOf(WriteOutcome.Unknown.class);
    assertThat(createPlainly(rules, header)).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(server.asked())
        .as("a string of structured fields")
        .allMatch(each -> "\"w1\"".equals(each.header("Idempotency-Key")));
  }

  /** Of a service that no preset is of; {@code rules} are its errors. */
  private WriteOutcome createPlainly(String rules, String more) {
    String manifest =
        """
        adapter: http/v1
        connection: { base: "${settings.baseUrl}", errors: %s }
        datasets: { d: { key: [id], write: { create: { call: POST /records, answers: key%s } } } }
        """
            .formatted(rules, more);
    try (Adapter adapter = Crm.open(server.url(), example -> manifest, new Crm.Hand())) {
      return create(adapter.dataset(DatasetSpec.of("d")));
    }
  }

  /** RFC 7644, sections 3.4.2 and 3.4.2.4. */
  @Test
  void listsOfScimGoOnByStartIndex() {
    String page =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 2,
         "startIndex": %d, "itemsPerPage": 1, "Resources": [{"id": "%s", "userName": "%s"}]}
        """;
    answer(200, page.formatted(1, "2819c223-7f76-453a-919d-413861904646", "bjensen"));
    answer(200, page.formatted(2, "c75ad752-64ae-4823-840d-ffa80929976c", "jsmith"));

    List<ScanPage> pages = scan("scim2", "id", "call: \"GET /Users?count=10\"");

    assertThat(asked())
        .containsExactly("/Users?count=10&startIndex=1", "/Users?count=10&startIndex=2");
    assertThat(keys(pages))
        .containsExactly(
            "2819c223-7f76-453a-919d-413861904646", "c75ad752-64ae-4823-840d-ffa80929976c");
  }

  /** RFC 7644, section 3.4.2: a query that finds none has no Resources. */
  @Test
  void aListOfScimMayHaveNone() {
    answer(
        200,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 0}
        """);

    assertThat(keys(scan("scim2", "id", "call: GET /Users"))).isEmpty();
  }

  /** RFC 7644, section 3.12, and for what is taken, section 3.3. */
  @Test
  void errorsOfScimAreTold() {
    String error =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
         "scimType": "%s", "detail": "%s", "status": "%d"}
        """;
    answer(400, error.formatted("mutability", "Attribute 'id' is readOnly", 400));
    answer(409, error.formatted("uniqueness", "userName is taken", 409));

    assertThat(create("scim2"))
        .isEqualTo(
            new WriteOutcome.Rejected("mutability", "Attribute 'id' is readOnly", List.of()));
    assertThat(create("scim2"))
        .isEqualTo(new WriteOutcome.Duplicate(Optional.empty(), "uniqueness: userName is taken"));
  }

  /** RFC 7644, section 3.3. */
  @Test
  void whatScimMadeIsShown() {
    answer(
        201,
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
         "id": "2819c223-7f76-453a-919d-413861904646", "userName": "bjensen"}
        """);

    assertThat(create("scim2"))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class,
            applied -> {
              assertThat(applied.key())
                  .isEqualTo(NativeKey.of("2819c223-7f76-453a-919d-413861904646"));
              assertThat(applied.shown().orElseThrow().get("userName"))
                  .contains(Value.of("bjensen"));
            });
  }

  /** JSON:API 1.1, pagination, as in its example; the last page has null. */
  @Test
  void linksOfJsonApiLeadOn() {
    answer(
        200,
        """
        {"meta": {"totalPages": 13},
         "data": [{"type": "articles", "id": "3",
           "attributes": {"title": "JSON:API paints my bikeshed!"}}],
         "links": {
           "self": "HOST/articles?page[number]=3&page[size]=1",
           "first": "HOST/articles?page[number]=1&page[size]=1",
           "prev": "HOST/articles?page[number]=2&page[size]=1",
           "next": "HOST/articles?page[number]=4&page[size]=1",
           "last": "HOST/articles?page[number]=13&page[size]=1"}}
        """);
    answer(
        200, "{\"data\": [{\"type\": \"articles\", \"id\": \"4\"}], \"links\": {\"next\": null}}");

    List<ScanPage> pages = scan("json-api", "id", "call: GET /articles");

    assertThat(asked()).containsExactly("/articles", "/articles?page[number]=4&page[size]=1");
    assertThat(keys(pages)).containsExactly("3", "4");
    assertThat(pages.get(0).entries().get(0).image().row().get("attributes")).isPresent();
  }

  /** JSON:API 1.1, links: next may be an object, which is not taken for the end. */
  @Test
  void aLinkObjectOfJsonApiIsRefused() {
    answer(
        200, "{\"data\": [], \"links\": {\"next\": {\"href\": \"HOST/articles?page[number]=2\"}}}");

    assertThatThrownBy(() -> scan("json-api", "id", "call: GET /articles"))
        .hasMessage("GET /articles answered without a text at /links/next");
  }

  /** JSON:API 1.1, error objects. */
  @Test
  void errorsOfJsonApiAreTold() {
    answer(
        400,
        """
        {"errors": [{"status": "400", "code": "226", "source": {"parameter": "include"},
          "title": "Invalid Query Parameter",
          "detail": "The resource does not have an `author` relationship path."}]}
        """);

    assertThatThrownBy(() -> scan("json-api", "id", "call: GET /articles"))
        .hasMessage(
            "GET /articles answered 400 226: The resource does not have an `author` relationship"
                + " path.");
  }

  /** GraphQL Cursor Connections Specification, its first example. */
  @Test
  void connectionsOfGraphQlGoOnByTheirCursor() {
    String page =
        """
        {"data": {"user": {"id": "1", "name": "Ann", "friends": {
          "edges": [{"cursor": "%s", "node": {"id": "%s", "name": "Bo"}}],
          "pageInfo": {"hasNextPage": %s, "endCursor": "%s"}}}}}
        """;
    answer(200, page.formatted("c1", "2", "true", "opaqueCursor"));
    answer(200, page.formatted("c2", "3", "false", "c2"));
    String query =
        "query($first: Int!, $after: String) { user { id name friends(first: $first, after: $after)"
            + " { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } } }";

    List<ScanPage> pages =
        scan(
            "graphql-connection",
            "node/id",
            "call: POST /graphql, body: { query: \""
                + query
                + "\" }, records: /data/user/friends/edges,"
                + " page: { pageInfo: { from: /data/user/friends/pageInfo }, size: 10 }");

    assertThat(keys(pages)).containsExactly("2", "3");
    assertThat(server.asked())
        .extracting(ScriptedServer.Asked::text)
        .containsExactly(
            "{\"query\":\"" + query + "\",\"variables\":{\"first\":10}}",
            "{\"query\":\""
                + query
                + "\",\"variables\":{\"first\":10,\"after\":\"opaqueCursor\"}}");
  }

  /** GraphQL, section "Errors": a request that was not executed; its answer has no data. */
  @Test
  void aListingOfGraphQlWithErrorsIsNotTakenForAnEmptyOne() {
    answer(
        200,
        "{\"errors\": [{\"message\": \"Name for character with ID 1002 could not be fetched.\"}]}");

    assertThatThrownBy(
            () ->
                scan(
                    "graphql-connection",
                    "node/id",
                    "call: POST /graphql, records: /data/friends/edges,"
                        + " page: { pageInfo: { from: /data/friends/pageInfo } }"))
        .hasMessageContaining("Name for character with ID 1002 could not be fetched.");
  }

  /** Salesforce REST API Developer Guide, "Execute a SOQL Query". */
  @Test
  void queriesOfSalesforceGoOnByTheirNextRecords() {
    answer(
        200,
        """
        {"done": false, "totalSize": 3214,
         "records": [{"attributes": {"type": "Account",
           "url": "/services/data/v63.0/sobjects/Account/001D000000IRFmaIAH"},
           "Id": "001D000000IRFmaIAH", "Name": "Test 1"}],
         "nextRecordsUrl": "/services/data/v63.0/query/01gD0000002HU6KIAW-2000"}
        """);
    answer(
        200,
        "{\"done\": true, \"totalSize\": 3214, \"records\": [{\"Id\": \"001D000000IomazIAB\"}]}");

    List<ScanPage> pages =
        scan(
            "salesforce-rest",
            "Id",
            "call: \"GET /services/data/v63.0/query?q=SELECT+name,id+from+Account\"");

    assertThat(asked())
        .containsExactly(
            "/services/data/v63.0/query?q=SELECT+name,id+from+Account",
            "/services/data/v63.0/query/01gD0000002HU6KIAW-2000");
    assertThat(keys(pages)).containsExactly("001D000000IRFmaIAH", "001D000000IomazIAB");
  }

  /** Salesforce REST API Developer Guide, "Status Codes and Error Responses". */
  @Test
  void errorsOfSalesforceAreTold() {
    answer(
        400,
        """
        [{"fields": ["Id"], "errorCode": "MALFORMED_ID",
          "message": "Account ID: id value of incorrect type: 001900K0001pPuOAAU"}]
        """);
    answer(403, "[{\"errorCode\": \"REQUEST_LIMIT_EXCEEDED\", \"message\": \"TotalRequests\"}]");

    assertThat(create("salesforce-rest"))
        .isEqualTo(
            new WriteOutcome.Rejected(
                "MALFORMED_ID",
                "Account ID: id value of incorrect type: 001900K0001pPuOAAU",
                List.of(new WriteOutcome.FieldError("Id", ""))));
    assertThat(create("salesforce-rest")).isInstanceOf(WriteOutcome.Throttled.class);
  }

  /** SOAP 1.2 Part 1 (W3C, 2007), section 5.4, and SOAP 1.1 (W3C, 2000), appendix A. */
  @Test
  void faultsOfSoapAreToldByTheirSubcode() {
    answer(
        400,
        """
        <env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"
            xmlns:m="http://www.example.org/timeouts" xmlns:xml="http://www.w3.org/XML/1998/namespace">
         <env:Body><env:Fault>
          <env:Code><env:Value>env:Sender</env:Value>
           <env:Subcode><env:Value>m:MessageTimeout</env:Value></env:Subcode></env:Code>
          <env:Reason><env:Text xml:lang="en">Sender Timeout</env:Text></env:Reason>
          <env:Detail><m:MaxTime>P5M</m:MaxTime></env:Detail>
         </env:Fault></env:Body></env:Envelope>
        """);
    answer(
        500,
        """
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>
         <SOAP-ENV:Fault><faultcode>SOAP-ENV:Server</faultcode>
          <faultstring>Server Error</faultstring></SOAP-ENV:Fault>
        </SOAP-ENV:Body></SOAP-ENV:Envelope>
        """);

    assertThat(createBySoap("http://www.w3.org/2003/05/soap-envelope"))
        .isEqualTo(new WriteOutcome.Rejected("MessageTimeout", "Sender Timeout", List.of()));
    assertThat(createBySoap("http://schemas.xmlsoap.org/soap/envelope/"))
        .isEqualTo(new WriteOutcome.Unknown("Server: Server Error"));
  }

  /** Web Services Security: SOAP Message Security 1.1 (OASIS, 2006), section 12. */
  @Test
  void faultsOfSecurityRefuseWhoCalls() {
    answer(
        500,
        """
        <S11:Envelope xmlns:S11="http://schemas.xmlsoap.org/soap/envelope/"
            xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd">
         <S11:Body><S11:Fault><faultcode>wsse:FailedAuthentication</faultcode>
          <faultstring>The security token could not be authenticated or authorized</faultstring>
         </S11:Fault></S11:Body></S11:Envelope>
        """);

    assertThatThrownBy(() -> createBySoap("http://schemas.xmlsoap.org/soap/envelope/"))
        .isInstanceOf(AdapterException.AuthFailed.class)
        .hasMessageContaining(
            "FailedAuthentication: The security token could not be authenticated or authorized");
  }

  /** RFC 7644, section 3.7.3: the second example, whose only update is a PUT here. */
  @Test
  void bulkOfScimIsWrittenAndItsAnswersAreRead() {
    answer(
        200,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
         "Operations": [
          {"location": "https://example.com/v2/Users/92b725cd-9465-4e7d-8c16-01f8e146b87a",
           "method": "POST", "bulkId": "qwerty", "version": "W\\/\\"oY4m4wn58tkVjJxK\\"", "status": "201"},
          {"location": "https://example.com/v2/Users/b7c14771-226c-4d05-8860-134711653041",
           "method": "PUT", "version": "W\\/\\"huJj29dMNgu3WXPD\\"", "status": "200"},
          {"location": "https://example.com/v2/Users/e9025315-6bea-44e1-899c-1e07454e468b",
           "method": "DELETE", "status": "204"}]}
        """);

    List<WriteOutcome> outcomes = bulk();

    assertThat(Json.parse(server.asked().get(0).body()))
        .isEqualTo(
            Json.parse(
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                 "Operations": [
                  {"method": "POST", "path": "/Users", "bulkId": "qwerty",
                   "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "Alice"}},
                  {"method": "PUT", "path": "/Users/b7c14771-226c-4d05-8860-134711653041",
                   "version": "W\\/\\"3694e05e9dff591\\"", "bulkId": "w2",
                   "data": {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                    "id": "b7c14771-226c-4d05-8860-134711653041", "userName": "Bob"}},
                  {"method": "DELETE", "path": "/Users/e9025315-6bea-44e1-899c-1e07454e468b",
                   "version": "W\\/\\"0ee8add0a938e1a\\"", "bulkId": "w3"}]}
                """));
    assertThat(outcomes)
        .containsExactly(
            applied("92b725cd-9465-4e7d-8c16-01f8e146b87a", "W/\"oY4m4wn58tkVjJxK\""),
            applied("b7c14771-226c-4d05-8860-134711653041", "W/\"huJj29dMNgu3WXPD\""),
            new WriteOutcome.Applied(
                NativeKey.of("e9025315-6bea-44e1-899c-1e07454e468b"),
                Optional.empty(),
                Optional.empty()));
  }

  /** RFC 7644, section 3.7.3: the third example, of operations that fail. */
  @Test
  void errorsInBulkOfScimAreTold() {
    answer(
        200,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
         "Operations": [
          {"method": "POST", "bulkId": "qwerty", "status": "400",
           "response": {"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
             "scimType": "invalidSyntax",
             "detail": "Request is unparsable, syntactically incorrect, or violates schema.", "status": "400"}},
          {"location": "https://example.com/v2/Users/b7c14771-226c-4d05-8860-134711653041",
           "method": "PUT", "status": "412",
           "response": {"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
             "detail": "Failed to update.  Resource changed on the server.", "status": "412"}},
          {"location": "https://example.com/v2/Users/e9025315-6bea-44e1-899c-1e07454e468b",
           "method": "DELETE", "status": "404",
           "response": {"schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
             "detail": "Resource does not exist.", "status": "404"}}]}
        """);

    assertThat(bulk())
        .containsExactly(
            new WriteOutcome.Rejected(
                "invalidSyntax",
                "Request is unparsable, syntactically incorrect, or violates schema.",
                List.of()),
            new WriteOutcome.Stale(Optional.empty()),
            new WriteOutcome.Missing());
  }

  private List<WriteOutcome> bulk() {
    return with(
        "scim2",
        "id",
        """
        version: { field: /meta/version }, write: {
          create: { call: POST /Users, body: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "{record.name}" } },
          update: { call: "PUT /Users/{id}", ifVersion: { header: If-Match },
            body: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], id: "{key.id}", userName: "{record.name}" } },
          delete: { call: "DELETE /Users/{id}", ifVersion: { header: If-Match } },
          batch: { call: POST /Bulk, max: 1000 } }""",
        dataset ->
            dataset
                .writer()
                .orElseThrow()
                .write(
                    List.of(
                        Crm.create("qwerty", "Alice"),
                        Crm.update(
                            "w2",
                            "b7c14771-226c-4d05-8860-134711653041",
                            "Bob",
                            "W/\"3694e05e9dff591\""),
                        Crm.delete(
                            "w3", "e9025315-6bea-44e1-899c-1e07454e468b", "W/\"0ee8add0a938e1a\"")),
                    Crm.PATIENCE));
  }

  private static WriteOutcome applied(String key, String version) {
    return new WriteOutcome.Applied(
        NativeKey.of(key), Optional.of(Version.opaque(version)), Optional.empty());
  }

  /** OData JSON Format 4.01, sections 19.1 and 19.5: the writes of their example, and the error. */
  @Test
  void batchesOfODataAreWrittenAndTheirAnswersAreRead() {
    answer(
        200,
        """
        {"responses": [
          {"id": "1", "status": 204},
          {"id": "2", "status": 201,
           "headers": {"location": "http://host/service.svc/Customer('POIUY')", "etag": "W/\\"1\\""},
           "body": {"CustomerID": "POIUY", "name": "New"}},
          {"id": "3", "status": 404,
           "body": {"error": {"code": "1", "message": "there is none"}}}]}
        """);

    List<WriteOutcome> outcomes =
        with(
            "odata-v4",
            "CustomerID",
            """
            version: { etag: header }, write: {
              create: { call: POST /service/Customers },
              update: { call: "PATCH /service/Customers('{CustomerID}')", ifVersion: { header: If-Match } },
              batch: { call: POST /service/$batch, requests: { urlIs: path } } }""",
            dataset ->
                dataset
                    .writer()
                    .orElseThrow()
                    .write(
                        List.of(
                            Crm.update("1", "ALFKI", "Changed", "*"),
                            Crm.create("2", "New"),
                            Crm.update("3", "NONE", "Changed", "*")),
                        Crm.PATIENCE));

    assertThat(asked()).containsExactly("/service/$batch");
    assertThat(server.asked().get(0).header("Prefer")).isEqualTo("odata.continue-on-error");
    assertThat(Json.parse(server.asked().get(0).body()))
        .isEqualTo(
            Json.parse(
                """
                {"requests": [
                  {"id": "1", "method": "PATCH", "url": "/service/Customers('ALFKI')",
                   "headers": {"content-type": "application/json", "if-match": "*"},
                   "body": {"name": "Changed"}},
                  {"id": "2", "method": "POST", "url": "/service/Customers",
                   "headers": {"content-type": "application/json"}, "body": {"name": "New"}},
                  {"id": "3", "method": "PATCH", "url": "/service/Customers('NONE')",
                   "headers": {"content-type": "application/json", "if-match": "*"},
                   "body": {"name": "Changed"}}]}
                """));
    assertThat(outcomes.get(0))
        .isEqualTo(
            new WriteOutcome.Applied(NativeKey.of("ALFKI"), Optional.empty(), Optional.empty()));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class,
            made -> {
              assertThat(made.key()).isEqualTo(NativeKey.of("POIUY"));
              assertThat(made.version()).contains(Version.opaque("W/\"1\""));
              assertThat(made.shown().orElseThrow().get("name")).contains(Value.of("New"));
            });
    assertThat(outcomes.get(2)).isEqualTo(new WriteOutcome.Missing());
  }

  /**
   * OData 4.0, part 1, section 11.7: the writes of its example and their answers, with a body where
   * it describes one, each in a change set of its own.
   */
  @Test
  void batchesOfPartsOfODataAreWrittenAndTheirAnswersAreRead() {
    answer(
        200,
        Map.of("Content-Type", "multipart/mixed; boundary=b_243234_25424_ef_892u748"),
        lines(
            """
            --b_243234_25424_ef_892u748
            Content-Type: multipart/mixed; boundary=cs_12u7hdkin252452345eknd_383673037

            --cs_12u7hdkin252452345eknd_383673037
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 1

            HTTP/1.1 201 Created
            Content-Type: application/json
            Location: http://host/service.svc/Customer('POIUY')
            ETag: W/"1"

            {"CustomerID": "POIUY", "name": "New"}
            --cs_12u7hdkin252452345eknd_383673037--
            --b_243234_25424_ef_892u748
            Content-Type: multipart/mixed; boundary=cs_12u7hdkin252452345eknd_383673038

            --cs_12u7hdkin252452345eknd_383673038
            Content-Type: application/http
            Content-Transfer-Encoding: binary
            Content-ID: 2

            HTTP/1.1 204 No Content
            Host: host


            --cs_12u7hdkin252452345eknd_383673038--
            --b_243234_25424_ef_892u748
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 404 Not Found
            Content-Type: application/json

            {"error": {"code": "1", "message": "there is none"}}
            --b_243234_25424_ef_892u748--
            """));

    List<WriteOutcome> outcomes =
        with(
            "odata-v4",
            "CustomerID",
            """
            version: { etag: header }, write: {
              create: { call: POST /service/Customers },
              update: { call: "PATCH /service/Customers('{CustomerID}')", ifVersion: { header: If-Match } },
              batch: { call: POST /service/$batch, multipart: { changeSets: each } } }""",
            dataset ->
                dataset
                    .writer()
                    .orElseThrow()
                    .write(
                        List.of(
                            Crm.create("w1", "New"),
                            Crm.update("w2", "ALFKI", "Changed", "xxxxx"),
                            Crm.update("w3", "NONE", "Changed", "xxxxx")),
                        Crm.PATIENCE));

    assertThat(asked()).containsExactly("/service/$batch");
    String host = server.url().substring("http://".length());
    assertThat(server.asked().get(0).text())
        .startsWith(
            lines(
                """
                --syncline-00000001
                Content-Type: multipart/mixed; boundary=syncline-00000000

                --syncline-00000000
                Content-Type: application/http
                Content-Transfer-Encoding: binary
                Content-ID: 1

                POST /service/Customers HTTP/1.1
                Accept: application/json
                Host: HOST
                Content-Type: application/json
                Content-Length: 14

                {"name":"New"}
                --syncline-00000000--

                --syncline-00000001
                Content-Type: multipart/mixed; boundary=syncline-00000000

                --syncline-00000000
                Content-Type: application/http
                Content-Transfer-Encoding: binary
                Content-ID: 2

                PATCH /service/Customers('ALFKI') HTTP/1.1
                Accept: application/json
                Host: HOST
                If-Match: xxxxx
                Content-Type: application/json
                Content-Length: 18

                {"name":"Changed"}
                --syncline-00000000--
                """
                    .replace("HOST", host)));
    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class,
            made -> {
              assertThat(made.key()).isEqualTo(NativeKey.of("POIUY"));
              assertThat(made.version()).contains(Version.opaque("W/\"1\""));
            });
    assertThat(outcomes.get(1))
        .isEqualTo(
            new WriteOutcome.Applied(NativeKey.of("ALFKI"), Optional.empty(), Optional.empty()));
    assertThat(outcomes.get(2)).isEqualTo(new WriteOutcome.Missing());
  }

  /** MS-ODATA, sections 2.2.7.6.5 and 2.2.7.6.8: version 2.0 says 202, and its keys are in d. */
  @Test
  void batchesOfOData2AreAnsweredBeforeTheyAreDone() {
    answer(
        202,
        Map.of(
            "Content-Type",
            "multipart/mixed; boundary=\"batch(36522ad7-fc75-4b56-8c71-56071383e77b)\""),
        lines(
            """
            --batch(36522ad7-fc75-4b56-8c71-56071383e77b)
            Content-Type: multipart/mixed; boundary="changeset(77162fcd-b8da-41ac-a9f8-9357efbbd621)"

            --changeset(77162fcd-b8da-41ac-a9f8-9357efbbd621)
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 201 Created
            Content-ID: 1
            Content-Type: application/json;odata=verbose
            ETag: W/"3"

            {"d": {"CustomerID": "POIUY"}}
            --changeset(77162fcd-b8da-41ac-a9f8-9357efbbd621)--
            --batch(36522ad7-fc75-4b56-8c71-56071383e77b)
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 412 Precondition Failed
            Content-Type: application/json

            {"error": {"code": "", "message": {"lang": "en", "value": "changed"}}}
            --batch(36522ad7-fc75-4b56-8c71-56071383e77b)--
            """));

    List<WriteOutcome> outcomes =
        with(
            "link-header-rest",
            "CustomerID",
            """
            version: { etag: header }, write: {
              create: { call: POST /Customers, body: { Name: "{record.name}" }, answers: record, record: /d },
              update: { call: "PUT /Customers('{CustomerID}')", ifVersion: { header: If-Match } },
              batch: { call: POST /$batch, multipart: { urlIs: relative, changeSets: each } } }""",
            dataset ->
                dataset
                    .writer()
                    .orElseThrow()
                    .write(
                        List.of(
                            Crm.create("w1", "New"),
                            Crm.update("w2", "ALFKI", "Changed", "W/\"1\"")),
                        Crm.PATIENCE));

    assertThat(server.asked().get(0).text())
        .contains("\r\nPOST Customers HTTP/1.1\r\nAccept: application/json\r\nContent-Type: ")
        .contains("\r\n{\"Name\":\"New\"}\r\n--")
        .contains("\r\nPUT Customers('ALFKI') HTTP/1.1\r\n");
    assertThat(((WriteOutcome.Applied) outcomes.get(0)).key()).isEqualTo(NativeKey.of("POIUY"));
    assertThat(((WriteOutcome.Applied) outcomes.get(0)).version())
        .contains(Version.opaque("W/\"3\""));
    assertThat(outcomes.get(1)).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
  }

  /** Google, "Batching requests": its second request, and the answers to all three, as numbers. */
  @Test
  void batchesOfGoogleAreWrittenAndTheirAnswersAreRead() {
    answer(
        200,
        Map.of("Content-Type", "multipart/mixed; boundary=batch_foobarbaz"),
        lines(
            """
            --batch_foobarbaz
            Content-Type: application/http
            Content-ID: <response-2>

            HTTP/1.1 200 OK
            Content-Type: application/json
            ETag: "etag/sheep2"

            {
              "kind": "farm#animal",
              "animalName": "sheep",
              "animalAge": 5,
              "peltColor": "green"
            }

            --batch_foobarbaz
            Content-Type: application/http
            Content-ID: <response-1>

            HTTP/1.1 412 Precondition Failed
            ETag: "etag/pony"


            --batch_foobarbaz--
            """));

    List<WriteOutcome> outcomes =
        with(
            "link-header-rest",
            "animalName",
            """
            version: { etag: header }, write: {
              update: { call: "PUT /farm/v1/animals/{animalName}", ifVersion: { header: If-Match },
                body: { animalName: "{key.animalName}", peltColor: "{record.name}" }, answers: record },
              batch: { call: POST /batch/farm/v1, max: 50, multipart: {} } }""",
            dataset ->
                dataset
                    .writer()
                    .orElseThrow()
                    .write(
                        List.of(
                            Crm.update("w1", "pony", "white", "\"etag/pony1\""),
                            Crm.update("w2", "sheep", "green", "\"etag/sheep\"")),
                        Crm.PATIENCE));

    assertThat(server.asked().get(0).text())
        .contains("\r\nPUT /farm/v1/animals/sheep HTTP/1.1\r\n")
        .contains("\r\nIf-Match: \"etag/sheep\"\r\n")
        .contains("\r\n\r\n{\"animalName\":\"sheep\",\"peltColor\":\"green\"}\r\n--");
    assertThat(outcomes.get(0)).isEqualTo(new WriteOutcome.Stale(Optional.empty()));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            WriteOutcome.Applied.class,
            changed -> {
              assertThat(changed.version()).contains(Version.opaque("\"etag/sheep2\""));
              assertThat(changed.shown().orElseThrow().get("peltColor"))
                  .contains(Value.of("green"));
            });
  }

  private static String lines(String text) {
    return text.replace("\n", "\r\n");
  }

  /** Salesforce REST API Developer Guide, "Composite": items have neither type nor credentials. */
  @Test
  void compositesOfSalesforceAreWrittenAndTheirAnswersAreRead() {
    answer(
        200,
        """
        {"compositeResponse": [
          {"body": {"id": "001R00000033I6AIAU", "success": true, "errors": []},
           "httpHeaders": {"Location": "/services/data/v52.0/sobjects/Account/001R00000033I6AIAU"},
           "httpStatusCode": 201, "referenceId": "refAccount"},
          {"body": [{"message": "Email: invalid email address: 123", "errorCode": "INVALID_EMAIL_ADDRESS",
             "fields": ["Email"]}],
           "httpHeaders": {}, "httpStatusCode": 400, "referenceId": "refContact"}]}
        """);

    List<WriteOutcome> outcomes =
        with(
            "salesforce-rest",
            "id",
            """
            write: {
              create: { call: POST /services/data/v52.0/sobjects/Account, answers: key },
              batch: { call: POST /services/data/v52.0/composite, max: 25, records: /compositeRequest,
                requests: { reference: /referenceId, method: /method, url: /url, headers: /httpHeaders,
                  contentType: inherited, body: /body },
                result: { items: /compositeResponse, by: /referenceId, status: /httpStatusCode,
                  headers: /httpHeaders, body: /body } } }""",
            dataset ->
                dataset
                    .writer()
                    .orElseThrow()
                    .write(
                        List.of(Crm.create("refAccount", "Ann"), Crm.create("refContact", "Bea")),
                        Crm.PATIENCE));

    assertThat(server.asked().get(0).text())
        .isEqualTo(
            "{\"compositeRequest\":["
                + "{\"referenceId\":\"refAccount\",\"method\":\"POST\","
                + "\"url\":\"/services/data/v52.0/sobjects/Account\",\"body\":{\"name\":\"Ann\"}},"
                + "{\"referenceId\":\"refContact\",\"method\":\"POST\","
                + "\"url\":\"/services/data/v52.0/sobjects/Account\",\"body\":{\"name\":\"Bea\"}}]}");
    assertThat(outcomes)
        .containsExactly(
            new WriteOutcome.Applied(
                NativeKey.of("001R00000033I6AIAU"), Optional.empty(), Optional.empty()),
            new WriteOutcome.Rejected(
                "INVALID_EMAIL_ADDRESS",
                "Email: invalid email address: 123",
                List.of(new WriteOutcome.FieldError("Email", ""))));
  }

  private WriteOutcome createBySoap(String version) {
    String body =
        "<e:Envelope xmlns:e=\"%s\"><e:Body><create><name>{record.name}</name></create></e:Body></e:Envelope>"
            .formatted(version);
    return create(
        "soap-document",
        "write: { create: { call: { soap: { endpoint: /soap, body: '" + body + "' } } } }");
  }

  private void answer(int status, String body) {
    answer(status, Map.of(), body);
  }

  /** {@code HOST} in the body is the server's address. */
  private void answer(int status, Map<String, String> headers, String body) {
    String here = body.replace("HOST", server.url());
    server.answer(status, headers, here.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> asked() {
    return server.asked().stream().map(ScriptedServer.Asked::path).toList();
  }

  private List<ScanPage> scan(String preset, String key, String scan) {
    return with(
        preset,
        key,
        "scan: { " + scan + " }",
        dataset -> {
          Scanner scanner = dataset.scanner().orElseThrow();
          List<ScanPage> pages = new ArrayList<>();
          pages.add(scanner.start(Crm.LIMITS));
          while (pages.get(pages.size() - 1).next().isPresent()) {
            pages.add(scanner.resume(pages.get(pages.size() - 1).next().get(), Crm.LIMITS));
          }
          return pages;
        });
  }

  private WriteOutcome create(String preset) {
    return create(preset, "write: { create: { call: POST /records } }");
  }

  private WriteOutcome create(String preset, String write) {
    return with(preset, "id", write, StandardsTest::create);
  }

  private static WriteOutcome create(Dataset dataset) {
    return dataset
        .writer()
        .orElseThrow()
        .write(List.of(Crm.create("w1", "Ann")), Crm.PATIENCE)
        .get(0);
  }

  private <T> T with(String preset, String key, String facet, Function<Dataset, T> use) {
    String manifest =
        """
        adapter: http/v1
        preset: %s
        connection: { base: "${settings.baseUrl}" }
        datasets: { d: { key: [%s], %s } }
        """
            .formatted(preset, key, facet);
    try (Adapter adapter = Crm.open(server.url(), example -> manifest, new Crm.Hand())) {
      return use.apply(adapter.dataset(DatasetSpec.of("d")));
    }
  }

  private static List<String> keys(List<ScanPage> pages) {
    return pages.stream()
        .flatMap(page -> page.entries().stream())
        .map(entry -> entry.key().toString())
        .toList();
  }
}

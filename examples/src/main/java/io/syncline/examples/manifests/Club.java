package io.syncline.examples.manifests;

import io.syncline.Hub;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The world of {@link SoapAndDatabase}: a registry behind SOAP, and a club with a database. */
final class Club implements AutoCloseable {

  private static final String TOKEN = "token-of-the-registry";

  /** Known to the registry, those from the third on to the club as well. */
  private static final List<Member> IN_REGISTRY =
      List.of(
          new Member("Ann Lee", "ann@example.com", 120, "2027-03-31"),
          new Member("Bob Wu", "bob@example.com", 120, "2027-03-31"),
          new Member("Cy Young", "cy@example.com", 60, "2026-12-31"),
          new Member("Dora Fan", "dora@example.com", 120, "2026-12-31"),
          new Member("Eve Ho", "eve@example.com", 0, "2030-12-31"),
          new Member("Fay Xu", "fay@example.com", 120, "2027-06-30"));

  private static final List<Member> IN_CLUB_ONLY =
      List.of(
          new Member("Gil Tan", "gil@example.com", 60, "2027-01-31"),
          new Member("Hal Qin", "hal@example.com", 120, "2027-02-28"));

  private final FakeSaas registry = FakeSaas.builder().token(TOKEN).soapFaultsAre200().start();
  private final ClubDatabase database;
  private final Declared declared;

  private Club(ClubDatabase database, Declared declared) throws SQLException {
    this.database = database;
    this.declared = declared;
    IN_REGISTRY.forEach(member -> records().create(record(member)));
    for (Member member : IN_REGISTRY.subList(2, IN_REGISTRY.size())) {
      database.insert(member);
    }
    for (Member member : IN_CLUB_ONLY) {
      database.insert(member);
    }
  }

  static Club start() throws SQLException, IOException {
    return new Club(ClubDatabase.create(), Declared.by("soap-and-database"));
  }

  Hub hub() {
    return declared.hub(
        Map.of("REGISTRY", registry.url().toString(), "CLUB", database.url()),
        Map.of("registry", TOKEN, "club", ClubDatabase.PASSWORD));
  }

  private static Map<String, Object> record(Member member) {
    return Map.of(
        "name", member.name(),
        "email", member.email(),
        "fee", member.fee(),
        "validUntil", member.validUntil().toString(),
        "active", member.active());
  }

  private FakeDataset records() {
    return registry.dataset("members");
  }

  // What people do

  void changeInRegistry(String email, String field, Object value) {
    records().update(id(email), Map.of(field, value));
  }

  void deleteInRegistry(String email) {
    records().delete(id(email));
  }

  ClubDatabase database() {
    return database;
  }

  // What is there

  /** The id under which the registry has a member. */
  String id(String email) {
    return records().snapshot().values().stream()
        .filter(record -> text(record, "email").equals(email))
        .map(FakeRecord::id)
        .findFirst()
        .orElseThrow();
  }

  /** By e-mail. */
  Map<String, Member> inRegistry() {
    Map<String, Member> members = new HashMap<>();
    for (FakeRecord record : records().snapshot().values()) {
      Member member =
          new Member(
              text(record, "name"),
              text(record, "email"),
              new BigDecimal(text(record, "fee")),
              LocalDate.parse(text(record, "validUntil")),
              Boolean.parseBoolean(text(record, "active")));
      members.put(member.email(), member);
    }
    return members;
  }

  /** How many members are not the same on both sides; asks no hub. */
  long differences() throws SQLException {
    return Differences.between(inRegistry(), database.members());
  }

  String sizes() throws SQLException {
    return records().size() + " records, " + database.members().size() + " rows";
  }

  private static String text(FakeRecord record, String field) {
    return String.valueOf(record.fields().get(field));
  }

  /** For people who see it begin. */
  @Override
  public String toString() {
    return "a registry behind SOAP on "
        + registry.url()
        + "/soap, a club's database "
        + database.url()
        + "\n"
        + declared;
  }

  @Override
  public void close() throws SQLException {
    registry.close();
    database.close();
    declared.close();
  }
}

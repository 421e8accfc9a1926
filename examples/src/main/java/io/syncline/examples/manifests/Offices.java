package io.syncline.examples.manifests;

import io.syncline.Hub;
import io.syncline.testkit.fixture.saas.FakeDataset;
import io.syncline.testkit.fixture.saas.FakeRecord;
import io.syncline.testkit.fixture.saas.FakeRequest;
import io.syncline.testkit.fixture.saas.FakeSaas;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The world of {@link TwoServices}: a CRM and a helpdesk, and what people do there. */
final class Offices implements AutoCloseable {

  /** What the CRM signs its calls with. */
  private static final String HOOK = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String TOKEN = "token-of-the-crm";

  /** Known to the CRM, those from the fourth on to the helpdesk as well. */
  private static final List<Person> IN_CRM =
      List.of(
          new Person("Ann Lee", "ann@example.com", "13800000001", true),
          new Person("Bob Wu", "bob@example.com", "13800000002", true),
          new Person("Cy Young", "cy@example.com", "13800000003", false),
          new Person("Dora Fan", "dora@example.com", "13800000004", true),
          new Person("Eve Ho", "eve@example.com", "13800000005", true),
          new Person("Fay Xu", "fay@example.com", "13800000006", true),
          new Person("Gil Tan", "gil@example.com", "13800000007", false));

  private static final List<Person> IN_HELPDESK_ONLY =
      List.of(
          new Person("Hal Qin", "hal@example.com", "13800000008", true),
          new Person("Ida Ma", "ida@example.com", "13800000009", true),
          new Person("Jo Zhou", "jo@example.com", "13800000010", true));

  private final FakeSaas crm = FakeSaas.builder().token(TOKEN).start();
  private final Helpdesk helpdesk;
  private final Declared declared;

  private Offices(Helpdesk helpdesk, Declared declared) {
    this.helpdesk = helpdesk;
    this.declared = declared;
    IN_CRM.forEach(this::createContact);
    IN_CRM.stream().skip(3).forEach(this::createUser);
    IN_HELPDESK_ONLY.forEach(this::createUser);
  }

  static Offices start() throws IOException {
    return new Offices(Helpdesk.start(), Declared.by("two-services"));
  }

  private void createContact(Person person) {
    contacts()
        .create(
            Map.of(
                "full_name",
                person.name(),
                "email",
                person.email(),
                "phone",
                "+86 " + person.phone(),
                "stage",
                person.active() ? "A" : "B"));
  }

  private void createUser(Person person) {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("display_name", person.name());
    user.putObject("contact").put("mail", person.email()).put("mobile", person.phone());
    user.put("state", person.active() ? "open" : "locked");
    helpdesk.users().create(user, person.email());
  }

  Hub hub() {
    return declared.hub(
        Map.of("CRM", crm.url().toString(), "HELPDESK", helpdesk.url()),
        Map.of("crm", TOKEN, "hook", HOOK, "helpdesk", Helpdesk.KEY));
  }

  /** From now on, the CRM calls there when a contact changes. */
  void crmCalls(int port) {
    crm.webhooks().register(URI.create("http://127.0.0.1:" + port + "/hooks/crm"), HOOK);
  }

  // What people do

  void phoneInCrm(String email, String phone) {
    contacts().update(contact(email), Map.of("phone", phone));
  }

  void renameInCrm(String email, String name) {
    contacts().update(contact(email), Map.of("full_name", name));
  }

  void deleteInCrm(String email) {
    contacts().delete(contact(email));
  }

  void renameInHelpdesk(String email, String name) {
    change(email, "display_name", name);
  }

  void lockInHelpdesk(String email) {
    change(email, "state", "locked");
  }

  private void change(String email, String field, String value) {
    helpdesk.users().change(user(email), JsonNodeFactory.instance.objectNode().put(field, value));
  }

  void deleteInHelpdesk(String email) {
    helpdesk.users().delete(user(email));
  }

  /** Waits until the helpdesk shows a user of that name; false: it does not. */
  boolean helpdeskShows(String name, Duration patience) throws InterruptedException {
    return helpdesk
        .users()
        .await(user -> user.path("display_name").asString().equals(name), patience);
  }

  // What is there

  /** How often the CRM was asked for what changed. */
  int crmWasPolled() {
    return crm.requests(FakeRequest.FEED);
  }

  /** The id under which the CRM has a person. */
  String contact(String email) {
    return contacts().snapshot().values().stream()
        .filter(contact -> text(contact, "email").equals(email))
        .map(FakeRecord::id)
        .findFirst()
        .orElseThrow();
  }

  private long user(String email) {
    return helpdesk.users().all().stream()
        .filter(user -> text(user, "/contact/mail").equals(email))
        .map(user -> user.get("id").asLong())
        .findFirst()
        .orElseThrow();
  }

  /** By e-mail. */
  Map<String, Person> inCrm() {
    Map<String, Person> people = new HashMap<>();
    for (FakeRecord contact : contacts().snapshot().values()) {
      Person person =
          new Person(
              text(contact, "full_name"),
              text(contact, "email"),
              text(contact, "phone"),
              text(contact, "stage").equals("A"));
      people.put(person.email(), person);
    }
    return people;
  }

  /** By e-mail. */
  Map<String, Person> inHelpdesk() {
    Map<String, Person> people = new HashMap<>();
    for (ObjectNode user : helpdesk.users().all()) {
      Person person =
          new Person(
              text(user, "/display_name"),
              text(user, "/contact/mail"),
              text(user, "/contact/mobile"),
              text(user, "/state").equals("open"));
      people.put(person.email(), person);
    }
    return people;
  }

  /** How many people are not the same on both sides; asks no hub. */
  long differences() {
    return Differences.between(inCrm(), inHelpdesk());
  }

  String sizes() {
    return contacts().size() + " contacts, " + helpdesk.users().all().size() + " users";
  }

  private FakeDataset contacts() {
    return crm.dataset("contacts");
  }

  private static String text(FakeRecord contact, String field) {
    return String.valueOf(contact.fields().get(field));
  }

  private static String text(JsonNode user, String pointer) {
    return user.at(pointer).asString();
  }

  /** For people who see it begin. */
  @Override
  public String toString() {
    return "a CRM on "
        + crm.url()
        + ", a helpdesk on "
        + helpdesk.url()
        + ": "
        + sizes()
        + "\n"
        + declared;
  }

  @Override
  public void close() {
    crm.close();
    helpdesk.close();
    declared.close();
  }
}

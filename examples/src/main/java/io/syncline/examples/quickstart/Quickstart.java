package io.syncline.examples.quickstart;

import static io.syncline.jdbc.PollingFeed.polling;
import static io.syncline.mapping.Lenses.cents;
import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.phone;
import static io.syncline.mapping.Lenses.trim;
import static io.syncline.model.FieldType.decimal;
import static io.syncline.model.FieldType.oneOf;
import static io.syncline.model.FieldType.text;
import static io.syncline.reconcile.policy.ConflictPolicy.holdForReview;
import static io.syncline.reconcile.policy.ConflictPolicy.keepHead;
import static io.syncline.reconcile.policy.ConflictPolicy.lastWriter;
import static io.syncline.reconcile.policy.DeletePolicy.updateWins;

import io.syncline.Hub;
import io.syncline.examples.Report;
import io.syncline.http.HttpAdapter;
import io.syncline.jdbc.JdbcAdapter;
import io.syncline.jdbc.JdbcState;
import io.syncline.operate.InboxFilter;
import io.syncline.reconcile.policy.Normaliser;

/** A CRM web service and an ERP database, strangers to each other, brought into agreement. */
public final class Quickstart {

  private Quickstart() {}

  /** Exits with 1 when the two do not agree in the end. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(20_000) ? 0 : 1);
  }

  static boolean run(int customers) throws Exception {
    try (Companies world = Companies.start(customers);
        Hub hub = hub(world)) {
      System.out.println(world);
      Report report = new Report();
      report.preview(hub.preview());
      report.synced("first sync: link, compare, fill in", hub.sync());

      Edits edits = new Edits(world);
      edits.onBothSides();
      report.synced("sync after edits on both sides", hub.sync());
      edits.commitLate();
      report.synced("sync after a transaction that committed late", hub.sync());

      hub.inbox().resolveAll(InboxFilter.all().field("name"), keepHead());
      report.synced("sync after a person decided", hub.sync());
      report.nothingLeft(hub.sync());

      report.explain(hub.explain("customer", "erp", edits.contested()).orElseThrow());
      return report.agree(hub.verify("customer"), world.sizes(), world.differences());
    }
  }

  static Hub hub(Companies world) {
    return Hub.builder()
        .state(JdbcState.file(world.stateFile()))
        .system(
            "crm",
            HttpAdapter.manifest(world.manifest())
                .setting("baseUrl", world.crmUrl())
                .secret("crm", Companies.TOKEN))
        .system("erp", JdbcAdapter.on(world.erp()))
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text(80))
                    .field("email", text(120))
                    .field("phone", text())
                    .field("balance", decimal(12, 2))
                    .field("status", oneOf("active", "blocked"))
                    .matchOn("email", Normaliser.lower())
                    .in(
                        "crm",
                        crm ->
                            crm.dataset("contacts")
                                .key("id")
                                .map("name", "full_name", trim())
                                .map("email", "email")
                                .map("phone", "phone", phone("CN"))
                                .map("balance", "balance_cents", cents())
                                .map("status", "stage", dictionary("A", "active", "B", "blocked")))
                    .in(
                        "erp",
                        erp ->
                            erp.dataset("customer")
                                .key("id")
                                .map("phone", "phone", phone("CN").digits())
                                .everyFieldByName()
                                .feed(polling("updated_at")))
                    .authority("balance", "erp")
                    .onConflict(holdForReview())
                    .onConflict("phone", lastWriter())
                    .onFirstContact(lastWriter())
                    .onDeleteConflict(updateWins()))
        .listener(new ProgressLine())
        .build();
  }
}

package io.syncline.benchmarks;

import static io.syncline.model.FieldType.text;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.inbound.InboundServer;
import io.syncline.http.inbound.ServerLimits;
import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many deliveries a hub takes in a second, each stored on disk before it is answered, and
 * whether all that were answered are there in the end.
 *
 * <p>System properties: {@code benchmark.deliveries}, 40,000 unless given; {@code
 * benchmark.results}, a file to write the figures to. The first quarter is not counted.
 */
public final class Webhooks {

  private static final String MANIFEST =
      """
      adapter: http/v1
      connection: { base: "http://localhost" }
      datasets:
        contacts:
          key: [id]
          read: { one: "GET /contacts/{id}" }
          scan: { call: "GET /contacts", page: { link: next } }
          inbound:
            path: /hook
            verify: { hmac: { secret: "${secret.hook}", header: X-Sign } }
            dedupe: /event
            event: { key: /id }
      """;

  private Webhooks() {}

  public static void main(String[] arguments) throws Exception {
    OwnJvm.main(arguments, Webhooks.class, "512m", Webhooks::run);
  }

  private static void run() throws IOException, InterruptedException {
    int deliveries = Integer.getInteger("benchmark.deliveries", 40_000);
    try (WorkFolder folder = WorkFolder.create()) {
      Path state = folder.path().resolve("state.db");
      double perSecond;
      try (Hub hub = hub(folder.path(), state);
          InboundServer server =
              InboundServer.start(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                  ServerLimits.usual(),
                  hub.inbound("crm"))) {
        WebhookSenders senders = new WebhookSenders(server.port());
        senders.send(0, deliveries / 4);
        perSecond = senders.send(deliveries / 4, deliveries);
      }
      long stored = stored(state);
      if (stored != deliveries) {
        throw new IOException("must be stored: answered=" + deliveries + " stored=" + stored);
      }
      tell(deliveries, perSecond);
    }
  }

  private static Hub hub(Path folder, Path state) throws IOException {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    HttpAdapter crm = HttpAdapter.manifest(manifest).secret("hook", WebhookSenders.SECRET);
    return Hub.builder()
        .state(JdbcState.file(state))
        .system("crm", crm)
        .system("erp", crm)
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text())
                    .in("crm", flow -> flow.dataset("contacts").map("name", "name"))
                    .in("erp", flow -> flow.dataset("contacts").map("name", "name")))
        .build();
  }

  /** How many native records the state says are to be read. */
  private static long stored(Path state) {
    long stored = 0;
    try (StateStore store = JdbcState.file(state);
        StoreView view = store.view()) {
      List<Note> page = page(view, Optional.empty());
      while (!page.isEmpty()) {
        stored += page.size();
        page = page(view, Optional.of(page.get(page.size() - 1).subject()));
      }
    }
    return stored;
  }

  private static List<Note> page(StoreView view, Optional<String> after) {
    return view.notes(
        new EntityName("customer"), new SystemId("crm"), NoteKind.REVISIT, after, 10_000);
  }

  private static void tell(int deliveries, double perSecond) throws IOException {
    String text =
        String.format(
            Locale.ROOT,
            "%s%n%n%,d deliveries over %d connections, the first quarter not counted: %,.0f a"
                + " second; all of them stored.%n",
            Machine.describe(),
            deliveries,
            WebhookSenders.CONNECTIONS,
            perSecond);
    Results.publish("Webhooks", text);
  }
}

package io.syncline.benchmarks;

import static io.syncline.model.FieldType.text;

import io.syncline.Hub;
import io.syncline.http.HttpAdapter;
import io.syncline.http.inbound.InboundServer;
import io.syncline.http.inbound.ServerLimits;
import io.syncline.jdbc.JdbcState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A hub that takes deliveries, in a JVM of its own, so that it can be killed. */
public final class WebhookHost implements AutoCloseable {

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

  private static final String READY = "takes deliveries at port ";

  private final Process process;
  private final int port;

  private WebhookHost(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where a hub of this folder keeps its state. */
  static Path state(Path folder) {
    return folder.resolve("state.db");
  }

  /**
   * Starts it, and waits until it takes deliveries.
   *
   * @param port 0 for any that is free
   */
  static WebhookHost start(Path folder, int port) throws IOException {
    Process process =
        OwnJvm.of("512m", WebhookHost.class, List.of(folder.toString(), Integer.toString(port)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return new WebhookHost(process, Integer.parseInt(line.substring(READY.length())));
      }
    }
    throw new IOException("must take deliveries: folder=" + folder);
  }

  int port() {
    return port;
  }

  /** Ends it by SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as hosts end by themselves. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The JVM of its own: the folder, and the port. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress at =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
    try (Hub hub = hub(Path.of(arguments[0]));
        InboundServer server = InboundServer.start(at, ServerLimits.usual(), hub.inbound("crm"))) {
      System.out.println(READY + server.port());
      while (System.in.read() >= 0) {} // until whoever started it lets go of it
    }
  }

  private static Hub hub(Path folder) throws IOException {
    Path manifest = folder.resolve("crm.yaml");
    Files.writeString(manifest, MANIFEST);
    HttpAdapter crm = HttpAdapter.manifest(manifest).secret("hook", WebhookSenders.SECRET);
    return Hub.builder()
        .state(JdbcState.file(state(folder)))
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
}

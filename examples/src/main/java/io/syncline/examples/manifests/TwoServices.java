package io.syncline.examples.manifests;

import io.syncline.Hub;
import io.syncline.examples.Report;
import io.syncline.http.inbound.InboundServer;
import io.syncline.http.inbound.ServerLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A CRM and a helpdesk, web services of different shapes, in agreement by three files. */
public final class TwoServices {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TwoServices() {}

  /** Exits with 1 when the two do not agree in the end. */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.jboss.logging.provider", "slf4j"); // of the server that the CRM calls
    System.exit(run() ? 0 : 1);
  }

  static boolean run() throws Exception {
    try (Offices world = Offices.start();
        Hub hub = world.hub()) {
      System.out.println(world);
      Report report = new Report();
      report.preview(hub.preview());
      report.synced("first sync: link, compare, fill in", hub.sync());

      world.phoneInCrm("eve@example.com", "(+86) 139 0000 1111");
      world.lockInHelpdesk("fay@example.com");
      report.synced("sync after an edit on each side", hub.sync());

      world.renameInCrm("dora@example.com", "Dora Fang");
      world.renameInHelpdesk("dora@example.com", "Dora Feng");
      report.synced("sync after both sides renamed one person", hub.sync());
      String dora = world.contact("dora@example.com");
      report.story(
          "why is that her name?", hub.explain("person", "crm", dora).orElseThrow().story("name"));

      world.deleteInCrm("gil@example.com");
      world.deleteInHelpdesk("hal@example.com");
      report.synced("sync after a delete on each side", hub.sync());

      try (InboundServer server = server(hub)) {
        world.crmCalls(server.port());
        hub.start();
        int polled = world.crmWasPolled();
        world.renameInCrm("ann@example.com", "Ann Lee-Wu");
        boolean shown = world.helpdeskShows("Ann Lee-Wu", PATIENCE);
        report.seen(
            "the CRM calls when a name changes: the helpdesk shows it, and nobody polled the CRM",
            shown && world.crmWasPolled() == polled);
      }

      report.nothingLeft(hub.sync());
      return report.agree(hub.verify("person"), world.sizes(), world.differences());
    }
  }

  private static InboundServer server(Hub hub) {
    return InboundServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        ServerLimits.usual(),
        hub.inbound("crm"));
  }
}

package io.syncline.examples.manifests;

import io.syncline.Hub;
import io.syncline.examples.Report;
import java.time.LocalDate;

/** A registry behind SOAP and a club's database, in agreement by two files and five envelopes. */
public final class SoapAndDatabase {

  private SoapAndDatabase() {}

  /** Exits with 1 when the two do not agree in the end. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run() ? 0 : 1);
  }

  static boolean run() throws Exception {
    try (Club world = Club.start();
        Hub hub = world.hub()) {
      System.out.println(world);
      Report report = new Report();
      report.preview(hub.preview());
      report.synced("first sync: link, compare, fill in", hub.sync());

      world.changeInRegistry("ann@example.com", "name", "Ann Lee-Wu");
      world.database().set("eve@example.com", "active", false);
      report.synced("sync after an edit on each side", hub.sync());

      world.changeInRegistry("dora@example.com", "validUntil", "2027-12-31");
      world.database().set("dora@example.com", "valid_until", LocalDate.parse("2028-06-30"));
      report.synced("sync after both sides extended one membership", hub.sync());
      String dora = world.id("dora@example.com");
      report.story(
          "why is it valid until then?",
          hub.explain("member", "registry", dora).orElseThrow().story("validUntil"));

      world.deleteInRegistry("fay@example.com");
      world.database().delete("gil@example.com");
      report.synced("sync after a delete on each side", hub.sync());

      report.nothingLeft(hub.sync());
      return report.agree(hub.verify("member"), world.sizes(), world.differences());
    }
  }
}

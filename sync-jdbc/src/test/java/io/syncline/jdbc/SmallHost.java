package io.syncline.jdbc;

import io.syncline.FlowBuilder;
import io.syncline.Hub;
import io.syncline.engine.SyncReport;
import io.syncline.model.FieldType;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A program that hosts a hub between two databases. It runs once for each line that it is given,
 * and answers with one: {@code settled}, or what went wrong.
 */
final class SmallHost {

  private SmallHost() {}

  /**
   * Hosts it until its input ends.
   *
   * @param arguments URL, user and password of the CRM's database and of the ERP's, the state's
   *     file, and the columns that are carried as large objects
   */
  public static void main(String[] arguments) throws Exception {
    try (Hub hub =
        Hub.builder()
            .state(JdbcState.file(Path.of(arguments[6])))
            .system("crm", JdbcAdapter.on(source(arguments, 0)))
            .system("erp", JdbcAdapter.on(source(arguments, 3)))
            .entity(
                "document",
                document ->
                    document
                        .field("id", FieldType.text())
                        .field("body", FieldType.text())
                        .matchOn("id")
                        .in("crm", flow -> documents(flow, arguments[7]))
                        .in("erp", flow -> documents(flow, arguments[7])))
            .build()) {
      while (System.in.read() >= 0) {
        SyncReport report = hub.sync();
        System.out.println(report.settled() ? "settled" : report.toString().replace('\n', ' '));
      }
    }
  }

  private static void documents(FlowBuilder flow, String large) {
    flow.dataset("document").option("large", large).everyFieldByName();
  }

  private static PGSimpleDataSource source(String[] arguments, int from) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(arguments[from]);
    source.setUser(arguments[from + 1]);
    source.setPassword(arguments[from + 2]);
    return source;
  }
}

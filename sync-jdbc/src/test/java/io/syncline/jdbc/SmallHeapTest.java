package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.database.TestDatabase;
import io.syncline.testkit.fixture.SmallProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More data than the hub's process has memory for, in one transaction. */
@Tag("once")
class SmallHeapTest {

  private static final int ROWS = 5_000;
  private static final int BODY = 16_000;
  private static final int LARGE = 96_000_000;
  private static final String HEAP = "-Xmx64m";

  private final TwoDatabases databases = new TwoDatabases();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    databases.close();
  }

  private void documents(String type) throws SQLException {
    String table = "create table document (id text primary key, body " + type + ")";
    TwoDatabases.run(databases.crm, table);
    TwoDatabases.run(databases.erp, table);
  }

  @Test
  void aFirstSyncAndOneHugeTransactionFitASmallHeap() throws Exception {
    documents("text");
    TwoDatabases.run(
        databases.crm,
        "insert into document select n::text, rpad(n::text, "
            + BODY
            + ", 'a')"
            + " from generate_series(1, "
            + ROWS
            + ") n");
    Process host = start("");
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(sync(host, answers)).isEqualTo("settled");
      TwoDatabases.run(databases.crm, "update document set body = reverse(body)");

      assertThat(sync(host, answers)).isEqualTo("settled");
    } finally {
      host.destroyForcibly().waitFor();
    }
    assertThat(digest(databases.erp)).isEqualTo(digest(databases.crm));
  }

  @Test
  void aContentThatIsLargerThanTheHeapGoesThrough() throws Exception {
    documents("bytea");
    TwoDatabases.run(
        databases.crm,
        "insert into document select 'large', string_agg(md5(n::text)::bytea, '')"
            + " from generate_series(1, "
            + LARGE / 32
            + ") n");
    Process host = start("body");
    try (BufferedReader answers =
        new BufferedReader(new InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(sync(host, answers)).isEqualTo("settled");
      TwoDatabases.run(databases.erp, "update document set body = body || '\\x00'");

      assertThat(sync(host, answers)).isEqualTo("settled");
    } finally {
      host.destroyForcibly().waitFor();
    }
    assertThat(digest(databases.crm)).isEqualTo(digest(databases.erp));
    assertThat(TwoDatabases.texts(databases.crm, "select octet_length(body) from document"))
        .containsExactly("" + (LARGE + 1));
  }

  private static String sync(Process host, BufferedReader answers) throws IOException {
    host.getOutputStream().write('\n');
    host.getOutputStream().flush();
    return String.valueOf(answers.readLine());
  }

  private static List<String> digest(TestDatabase database) throws SQLException {
    return TwoDatabases.texts(
        database,
        "select count(*) || ' ' || md5(string_agg(md5(body), '' order by id)) from document");
  }

  private Process start(String large) throws IOException {
    return SmallProcess.of(
            HEAP,
            SmallHost.class,
            databases.crm.jdbcUrl(),
            databases.crm.user(),
            databases.crm.password(),
            databases.erp.jdbcUrl(),
            databases.erp.user(),
            databases.erp.password(),
            folder.resolve("state.db").toString(),
            large)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}

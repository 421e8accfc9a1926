package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.dialect.JournalSite;
import io.syncline.jdbc.dialect.JournalSql;
import io.syncline.jdbc.internal.Isolation;
import io.syncline.jdbc.schema.TableName;
import io.syncline.spi.AdapterException;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code feed=journal}: see {@link JournalFeed}. */
final class JournalWay implements CaptureWay {

  static final String NAME = "journal";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> options() {
    return JournalOptions.ALL;
  }

  @Override
  public List<SettingFault> faults(DatasetSpec spec) {
    return JournalOptions.faults(spec);
  }

  @Override
  public Optional<String> stampColumn(DatasetSpec spec) {
    return Optional.empty();
  }

  @Override
  public Capture over(CaptureSite site) {
    TableName table = site.form().shape().name();
    JournalSql journal = JournalOptions.journal(site, NAME);
    if (!site.sessions()
        .read(
            site.spec().name(),
            Isolation.EACH_STATEMENT,
            site.within(),
            session -> journal.canFollow(session.sql(), table))) {
      throw new AdapterException.Unsupported(
          table
              + ": feed=journal must be of a table, plain or partitioned, that no other inherits"
              + " from");
    }
    return JournalOptions.capture(
        site,
        NAME,
        JournalSite.ofTable(JournalOptions.schema(site.spec()), table, site.form().key()));
  }
}

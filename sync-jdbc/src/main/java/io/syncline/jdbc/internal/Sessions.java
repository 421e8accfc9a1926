package io.syncline.jdbc.internal;

import io.syncline.jdbc.dialect.Dialect;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Lends connections of a database whose whole dialect is spoken. Thread-safe. */
public final class Sessions extends Lending<Dialect> {

  public Sessions(DataSource database, InstantSource clock) {
    super(database, clock, Dialect::of);
  }

  /** The database's dialect; connects where that is not known yet. */
  public Dialect dialect(String dataset, Duration within) {
    return grammar(dataset, within);
  }
}

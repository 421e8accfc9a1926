package io.syncline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.syncline.jdbc.capture.log.LogConnections;
import io.syncline.jdbc.capture.log.LogStreams;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterException;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.Settings;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** Opens databases by settings: by {@code url}, or by the name of a data source of the host's. */
public final class JdbcAdapterProvider implements AdapterProvider {

  private static final SettingSpec URL =
      SettingSpec.optional("url", SettingSpec.Kind.TEXT, "", "JDBC URL of the database");
  private static final List<String> URLS =
      List.of("jdbc:postgresql:", "jdbc:mariadb:", "jdbc:mysql:", "jdbc:h2:");

  /** The drivers that take a socket factory of the JDK's kind. */
  private static final List<String> PLAIN_SOCKETS = List.of("jdbc:postgresql:", "jdbc:mariadb:");

  private static final SettingSpec USER =
      SettingSpec.optional("user", SettingSpec.Kind.TEXT, "", "user of the database, beside url");
  private static final SettingSpec PASSWORD =
      SettingSpec.secret("password", "password of the user, such as ${secret:erp}");
  private static final SettingSpec DATA_SOURCE =
      SettingSpec.optional(
          "dataSource", SettingSpec.Kind.TEXT, "", "name of a data source of the host's");
  private static final SettingSpec LOG_DATA_SOURCE =
      SettingSpec.optional(
          "logDataSource",
          SettingSpec.Kind.TEXT,
          "",
          "name of a data source of the host's that opens connections for feed=log, beside"
              + " dataSource");
  private static final SettingSpec CONNECTIONS =
      SettingSpec.optional(
          "connections", SettingSpec.Kind.INTEGER, "4", "the most connections, beside url");
  private static final SettingSpec CONNECT_WITHIN =
      SettingSpec.optional(
          "connectWithin",
          SettingSpec.Kind.DURATION,
          "PT10S",
          "how long to wait for a connection, beside url");
  private static final SettingSpec LEDGER =
      SettingSpec.oneOf(
          "writeLedger", List.of("on", "off"), "on", "whether ids of writes are remembered there");
  private static final SettingSpec LEDGER_SCHEMA =
      SettingSpec.optional(
          "writeLedgerSchema", SettingSpec.Kind.TEXT, "", "schema of the table that does so");
  private static final SettingSpec LEDGER_RETENTION =
      SettingSpec.optional(
          "writeLedgerRetention", SettingSpec.Kind.DURATION, "P30D", "and for how long");

  @Override
  public String type() {
    return "jdbc";
  }

  @Override
  public List<SettingSpec> settings() {
    return List.of(
        URL,
        USER,
        PASSWORD,
        DATA_SOURCE,
        LOG_DATA_SOURCE,
        CONNECTIONS,
        CONNECT_WITHIN,
        LEDGER,
        LEDGER_SCHEMA,
        LEDGER_RETENTION);
  }

  @Override
  public List<SettingFault> validate(Settings settings) {
    List<SettingFault> faults = new ArrayList<>(AdapterProvider.super.validate(settings));
    if (settings.text("url").isPresent() == settings.text("dataSource").isPresent()) {
      faults.add(new SettingFault("url", "must be given, or dataSource, and not both"));
    }
    settings
        .text("url")
        .filter(url -> URLS.stream().noneMatch(url::startsWith))
        .ifPresent(url -> faults.add(new SettingFault("url", "must begin with one of " + URLS)));
    if (faults.isEmpty() && settings.integer(CONNECTIONS) < 1) {
      faults.add(new SettingFault("connections", "must be >= 1"));
    }
    if (faults.isEmpty() && settings.duration(LEDGER_RETENTION).compareTo(Duration.ZERO) <= 0) {
      faults.add(new SettingFault("writeLedgerRetention", "must be positive"));
    }
    return faults;
  }

  @Override
  public Adapter open(Settings settings, AdapterContext context) {
    List<SettingFault> faults = validate(settings);
    if (!faults.isEmpty()) {
      throw new AdapterException.ConfigInvalid(faults);
    }
    LedgerPlace place =
        new LedgerPlace(
            settings.text(LEDGER).equals("on"),
            settings.text("writeLedgerSchema"),
            settings.duration(LEDGER_RETENTION));
    Optional<String> name = settings.text("dataSource");
    if (name.isPresent()) {
      return JdbcAdapter.borrowing(
          registered("dataSource", name.get(), context),
          new LogStreams(
              settings
                  .text("logDataSource")
                  .map(log -> registered("logDataSource", log, context)::getConnection)),
          place,
          context);
    }
    HikariDataSource pool = pool(settings);
    return JdbcAdapter.owning(
        pool, new LogStreams(Optional.of(streaming(settings))), place, context, pool::close);
  }

  private static DataSource registered(String setting, String name, AdapterContext context) {
    return context
        .dataSource(name)
        .orElseThrow(() -> fault(setting, "must be registered: value=" + name));
  }

  /** Connections of their own: none of a pool can stream. */
  private static LogConnections streaming(Settings settings) {
    Properties properties = new Properties();
    settings.text("user").ifPresent(user -> properties.setProperty("user", user));
    settings.text("password").ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "13");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty(
        "loginTimeout", Long.toString(Math.max(1, settings.duration(CONNECT_WITHIN).toSeconds())));
    if (InterruptibleSockets.isSeenByDriver(settings.text(URL))) {
      properties.setProperty("socketFactory", InterruptibleSockets.class.getName());
    }
    String url = settings.text(URL);
    return () -> DriverManager.getConnection(url, properties);
  }

  private static HikariDataSource pool(Settings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.text(URL));
    settings.text("user").ifPresent(config::setUsername);
    settings.text("password").ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.integer(CONNECTIONS));
    config.setConnectionTimeout(settings.duration(CONNECT_WITHIN).toMillis());
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setPoolName("syncline-jdbc");
    if (PLAIN_SOCKETS.stream().anyMatch(config.getJdbcUrl()::startsWith)
        && InterruptibleSockets.isSeenByDriver(config.getJdbcUrl())) {
      // a factory that the URL names comes first
      config.addDataSourceProperty("socketFactory", InterruptibleSockets.class.getName());
    }
    if (config.getJdbcUrl().startsWith("jdbc:h2:")) {
      config.setExceptionOverride(new LostOfH2());
    }
    return new HikariDataSource(config);
  }

  private static AdapterException fault(String path, String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault(path, message)));
  }
}

package io.syncline.http.budget;

import io.syncline.http.client.Timer;
import io.syncline.http.ledger.Claim;
import io.syncline.http.ledger.Ledger;
import io.syncline.http.ledger.Slots;
import io.syncline.http.manifest.LimitsSpec;
import io.syncline.model.LargeObject;
import io.syncline.spi.AdapterException;
import io.syncline.spi.SettingFault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budgets of one service that other processes draw on as well, with the data sources through
 * which they agree. Databases are asked on up to {@value #THREADS} daemon threads named {@code
 * syncline-budget-N}, which end when nothing is asked. Thread-safe.
 */
public final class SharedBudgets {

  /** None is shared: each holds for this process alone. */
  public static final SharedBudgets NONE = new SharedBudgets("", Map.of(), () -> Instant.EPOCH);

  /** At a time; each budget asks once at a time. */
  static final int THREADS = 2;

  private static final int IDLE_SECONDS = 5;
  private static final int LONGEST_NAME = 255;

  /** How long opening waits for a database; one that is late is found out when it is needed. */
  private static final Duration OPENING = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(SharedBudgets.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String host;
  private final Map<String, Ledger> ledgers;
  private final InstantSource clock;
  private final ExecutorService threads = threads();
  private final Set<String> away = ConcurrentHashMap.newKeySet();

  private SharedBudgets(String host, Map<String, Ledger> ledgers, InstantSource clock) {
    this.host = host;
    this.ledgers = Map.copyOf(ledgers);
    this.clock = clock;
  }

  /**
   * Looks for the data sources, and whether they may keep accounts; waits for some seconds where a
   * database does not answer, and leaves it for later then.
   *
   * @param base the service's own address; its host is part of the accounts' names
   * @param lent the data sources that are lent, by name
   * @throws AdapterException.ConfigInvalid naming every data source that is not lent, or lacks a
   *     right
   */
  public static SharedBudgets open(
      LimitsSpec limits,
      URI base,
      Function<String, Optional<DataSource>> lent,
      InstantSource clock) {
    Map<String, Ledger> ledgers = new TreeMap<>();
    Map<String, String> paths = new TreeMap<>();
    List<SettingFault> faults = new ArrayList<>();
    for (LimitsSpec.Budget budget : limits.budgets()) {
      budget
          .shared()
          .ifPresent(
              shared ->
                  lent.apply(shared.dataSource())
                      .ifPresentOrElse(
                          found -> {
                            ledgers.putIfAbsent(shared.dataSource(), new Ledger(found));
                            paths.putIfAbsent(shared.dataSource(), shared.path());
                          },
                          () ->
                              faults.add(
                                  new SettingFault(
                                      shared.path(),
                                      "must be the name of a data source: "
                                          + shared.dataSource()))));
    }
    if (ledgers.isEmpty() && faults.isEmpty()) {
      return NONE;
    }
    SharedBudgets shared = new SharedBudgets(host(base), ledgers, clock);
    paths.forEach(
        (name, path) ->
            shared.prepare(name).ifPresent(flaw -> faults.add(new SettingFault(path, flaw))));
    if (!faults.isEmpty()) {
      shared.close();
      throw new AdapterException.ConfigInvalid(faults);
    }
    return shared;
  }

  /** What hinders a data source for good; one that does not answer is another matter. */
  private Optional<String> prepare(String name) {
    Ledger ledger = Objects.requireNonNull(ledgers.get(name));
    Future<Optional<String>> looked =
        threads.submit(
            () -> {
              try {
                ledger.prepare();
                return Optional.empty();
              } catch (Ledger.UnfitException e) {
                return Optional.of(name + " " + e.getMessage());
              }
            });
    try {
      return looked.get(OPENING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException | ExecutionException e) {
      isAway(name, e);
      return Optional.empty();
    }
  }

  /**
   * The gates of a budget that hold for all processes.
   *
   * @param changes runs what changes a gate under the lock that guards it
   */
  List<SharedGate> gates(LimitsSpec.Budget budget, Timer timer, Consumer<Runnable> changes) {
    List<SharedGate> gates = new ArrayList<>();
    for (LimitsSpec.Limit limit : budget.limits()) {
      if (isShared(budget, limit)) {
        String name = budget.shared().orElseThrow().dataSource();
        gates.add(new SharedGate(terms(budget, limit), desk(name, timer, changes), clock));
      }
    }
    return List.copyOf(gates);
  }

  /** Whether a limit is kept by all processes together. */
  boolean isShared(LimitsSpec.Budget budget, LimitsSpec.Limit limit) {
    return budget.shared().filter(shared -> ledgers.containsKey(shared.dataSource())).isPresent()
        && limit.isShareable();
  }

  /** What is asked already goes on. */
  void close() {
    threads.shutdown();
  }

  private SharedGate.Terms terms(LimitsSpec.Budget budget, LimitsSpec.Limit limit) {
    String whose = host + " " + budget.key() + budget.match().map(call -> " " + call).orElse("");
    if (limit instanceof LimitsSpec.Daily daily) {
      return terms(
          whose + " daily " + daily.resets() + " " + daily.zone(),
          new DaySlots(daily),
          daily.calls(),
          daily.readsPercent());
    }
    LimitsSpec.Rate rate = (LimitsSpec.Rate) limit;
    return terms(
        whose + " rate " + rate.per(), Slots.within(rate.per()), rate.calls(), rate.readsPercent());
  }

  private static SharedGate.Terms terms(String account, Slots slots, int calls, int percent) {
    return new SharedGate.Terms(fitting(account), slots, calls, Gate.share(calls, percent));
  }

  private SharedGate.Desk desk(String name, Timer timer, Consumer<Runnable> changes) {
    return new SharedGate.Desk() {
      @Override
      public void claim(Claim claim, Consumer<SharedGate.Outcome> then) {
        try {
          threads.execute(
              () -> {
                SharedGate.Outcome outcome = outcome(name, claim);
                changes.accept(() -> then.accept(outcome));
              });
        } catch (RejectedExecutionException e) {
          LOG.debug("closed before {} was asked", name);
        }
      }

      @Override
      public void remind(Duration after) {
        timer.after(after, () -> changes.accept(() -> {}));
      }
    };
  }

  private SharedGate.Outcome outcome(String name, Claim claim) {
    long sent = System.nanoTime();
    try {
      Ledger ledger = Objects.requireNonNull(ledgers.get(name));
      SharedGate.Outcome outcome = new SharedGate.Outcome(ledger.claim(claim), true, sent);
      if (away.remove(name)) {
        LOG.info("data source {} answers again: shared budgets go on", name);
      }
      return outcome;
    } catch (SQLException | Ledger.UnfitException | RuntimeException e) {
      isAway(name, e);
      return new SharedGate.Outcome(Optional.empty(), false, sent);
    }
  }

  /** Told once, until it answers. */
  private void isAway(String name, Exception why) {
    if (away.add(name)) {
      LOG.warn("data source {} does not answer: calls of budgets that it keeps wait", name, why);
    }
  }

  private static String host(URI base) {
    String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
    return base.getPort() < 0 ? host : host + ":" + base.getPort();
  }

  /** One that is too long is told apart by its digest. */
  private static String fitting(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    byte[] digest = LargeObject.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    String end = " " + HexFormat.of().formatHex(digest);
    return name.substring(0, LONGEST_NAME - end.length()) + end;
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "syncline-budget-" + NUMBER.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}

package io.syncline.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Plays many simulations on many threads, one seed after the other. Stops early at the limit of
 * time, or when {@value #MOST_BROKEN} of them broke.
 */
public final class Marathon {

  private static final int MOST_BROKEN = 5;
  private static final long LOOK_MILLIS = 10_000;

  private final long first;
  private final long histories;
  private final Duration longest;
  private final int threads;
  private final AtomicLong next;
  private final AtomicLong done = new AtomicLong();
  private final List<Verdict> broken = Collections.synchronizedList(new ArrayList<>());
  private final long began = System.nanoTime();

  /**
   * Prepares it; time counts from now on.
   *
   * @param first the first seed; the others follow
   * @param histories how many
   */
  public Marathon(long first, long histories, Duration longest, int threads) {
    this.first = first;
    this.histories = histories;
    this.longest = longest;
    this.threads = threads;
    this.next = new AtomicLong(first);
  }

  /**
   * What came of it.
   *
   * @param histories how many were played
   * @param broken those of them in which something did not hold
   */
  public record Result(long histories, List<Verdict> broken, Duration took) {

    public Result {
      broken = List.copyOf(broken);
    }

    @Override
    public String toString() {
      long perSecond = histories * 1000 / Math.max(1, took.toMillis());
      return String.format(
          Locale.ROOT,
          "%,d histories in %d s, %,d per second, %d broke%s",
          histories,
          took.toSeconds(),
          perSecond,
          broken.size(),
          broken.isEmpty() ? "" : ", seeds " + broken.stream().map(Verdict::seed).toList());
    }
  }

  /** Plays them all; {@code progress} is told every ten seconds. */
  public Result run(Consumer<Result> progress) throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      Thread worker = new Thread(this::work, "simulation-" + i);
      worker.setDaemon(true);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        worker.join(LOOK_MILLIS);
        if (worker.isAlive()) {
          progress.accept(result());
        }
      }
    }
    return result();
  }

  private void work() {
    Simulation simulation = Simulation.ofAnything();
    long seed = next.getAndIncrement();
    while (seed < first + histories && !isOver()) {
      Verdict verdict = simulation.seed(seed).run();
      if (!verdict.held()) {
        broken.add(verdict);
      }
      done.incrementAndGet();
      seed = next.getAndIncrement();
    }
  }

  private boolean isOver() {
    return broken.size() >= MOST_BROKEN || took().compareTo(longest) > 0;
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Result result() {
    return new Result(done.get(), broken, took());
  }

  /**
   * Plays on all cores and prints rate and seeds. System properties: {@code simulation.histories},
   * 100,000 unless given; {@code simulation.minutes}, the most time it may take; {@code
   * simulation.first}, the first seed, 1 unless given; {@code simulation.threads}.
   *
   * @throws IllegalStateException where something broke; each is printed with its seed and its
   *     history before
   */
  public static void main(String[] arguments) throws InterruptedException {
    long first = Long.getLong("simulation.first", 1);
    long histories = Long.getLong("simulation.histories", 100_000);
    Duration longest = Duration.ofMinutes(Long.getLong("simulation.minutes", 24 * 60));
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = Integer.getInteger("simulation.threads", cores);
    System.out.printf("seeds from %d, on %d threads%n", first, threads);
    Result result = new Marathon(first, histories, longest, threads).run(System.out::println);
    result.broken().forEach(verdict -> System.out.println("\n" + verdict));
    System.out.println(result);
    if (!result.broken().isEmpty()) {
      throw new IllegalStateException(result.toString());
    }
  }
}

package io.syncline.http.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The JDK's clients, one of each kind for the whole process. On Java 17 such a client cannot be
 * closed: its thread and its connections stay until it is collected, so one for each adapter would
 * pile up. They keep no cookies and no credentials, so they can be shared.
 */
final class JdkClients {

  private static final int THREADS = 8;
  private static final int IDLE_SECONDS = 1;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Executor EXECUTOR = threads();
  private static final Map<Kind, HttpClient> CLIENTS = new ConcurrentHashMap<>();

  private record Kind(HttpClient.Version version, Duration connect) {}

  private JdkClients() {}

  /** {@code plain}: whether to speak HTTP/1.1 only. */
  static HttpClient client(boolean plain, Duration connect) {
    HttpClient.Version version = plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
    return CLIENTS.computeIfAbsent(new Kind(version, connect), JdkClients::client);
  }

  private static HttpClient client(Kind kind) {
    return HttpClient.newBuilder()
        .version(kind.version())
        .connectTimeout(kind.connect())
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(EXECUTOR)
        .build();
  }

  /** For short tasks that wait for nothing. */
  static Executor executor() {
    return EXECUTOR;
  }

  private static Executor threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            JdkClients::daemon);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "syncline-http-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}

package io.syncline.http.client;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's clients, one of each kind for the whole process. On Java 17 such a client cannot be
 * closed: its thread and its connections stay until it is collected, so one for each adapter would
 * pile up. They keep no cookies and no credentials but those of their kind, so they can be shared.
 *
 * <p>Kinds that everybody has are few, and kept. Others come and go with certificates that are
 * renewed: they are kept as long as an adapter has them.
 */
final class JdkClients {

  private static final int THREADS = 8;
  private static final int IDLE_SECONDS = 1;
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Executor EXECUTOR = threads();
  private static final Executor WAITING = threads();
  private static final Executor STREAMING = threads();
  private static final StartingHere STARTING = new StartingHere(EXECUTOR);
  private static final Map<Kind, HttpClient> COMMON = new HashMap<>();
  private static final Map<Kind, WeakReference<HttpClient>> OTHERS = new HashMap<>();

  private record Kind(Route route, Duration connect) {}

  private JdkClients() {}

  static synchronized HttpClient client(Route route, Duration connect) {
    Kind kind = new Kind(route, connect);
    if (route.isCommon()) {
      return COMMON.computeIfAbsent(kind, JdkClients::client);
    }
    OTHERS.values().removeIf(each -> each.get() == null);
    WeakReference<HttpClient> known = OTHERS.get(kind);
    @Nullable HttpClient client = known == null ? null : known.get();
    if (client == null) {
      client = client(kind);
      OTHERS.put(kind, new WeakReference<>(client));
    }
    return client;
  }

  private static HttpClient client(Kind kind) {
    Route route = kind.route();
    SSLContext context = route.tls().map(Tls::context).orElseGet(JdkClients::usual);
    HttpClient.Builder builder = HttpClient.newBuilder();
    route.proxy().ifPresent(proxy -> builder.proxy(proxy.selector()));
    return builder
        .version(route.plain() ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
        .connectTimeout(kind.connect())
        .followRedirects(HttpClient.Redirect.NEVER)
        .sslContext(context)
        .sslParameters(Tls.parameters(context))
        .executor(STARTING)
        .build();
  }

  private static SSLContext usual() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("must be there on every Java", e);
    }
  }

  /** Makes a call of one of the clients, and has it begin on this thread. */
  static <T> T starting(Supplier<T> call) {
    return STARTING.start(call);
  }

  /** For short tasks that wait for nothing. */
  static Executor executor() {
    return EXECUTOR;
  }

  /** For tasks that wait for others. */
  static Executor waiting() {
    return WAITING;
  }

  /** For bodies, which may last. */
  static Executor streaming() {
    return STREAMING;
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

package io.syncline.http.replay;

import io.syncline.http.budget.Courier;
import io.syncline.http.budget.Outgoing;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.Codings;
import io.syncline.spi.AdapterException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes exchanges into a file. It stands before the credentials, so it sees neither them nor the
 * calls that tokens are had by; what a service echoes of them is blotted out. Of answers it keeps
 * the headers that an adapter reads, and no others. A file that cannot be written any more ends the
 * recording and nothing else. Thread-safe.
 */
public final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private static final Pattern KEPT_OF_ANSWERS =
      Pattern.compile(
          "content-type|content-encoding|etag|link|date|retry-after|last-modified|location"
              + "|(x-)?ratelimit.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SECRET_BY_NAME =
      Pattern.compile(
          ".*(auth|cookie|token|secret|password|key|session|signature).*",
          Pattern.CASE_INSENSITIVE);

  private final HarFile file;
  private final String base;
  private final UnaryOperator<byte[]> blot;
  private final InstantSource clock;
  private final Instant opened;
  private final TapeTime time;
  private volatile boolean ended;

  private Recorder(
      HarFile file, URI base, UnaryOperator<byte[]> blot, InstantSource clock, TapeTime time) {
    this.file = file;
    this.base = base.toString();
    this.blot = blot;
    this.clock = clock;
    this.time = time;
    opened = time.instant();
  }

  /**
   * Makes the file, or goes on with a recording that is there.
   *
   * @param base that every address begins with
   * @param blot takes secrets out of bytes
   * @throws AdapterException.ConfigInvalid where the file cannot be written, is something else, or
   *     is being written by another
   */
  public static Recorder open(
      Path file, URI base, UnaryOperator<byte[]> blot, InstantSource clock) {
    TapeTime time = new TapeTime(clock.instant());
    return new Recorder(HarFile.open(file, time.instant()), base, blot, clock, time);
  }

  /** The time that requests may depend on, so that a replay asks the same. */
  public InstantSource time() {
    return time;
  }

  /** A line that takes down what goes over another. */
  public Courier.Line over(Courier.Line line) {
    return (outgoing, request, deadline) -> {
      Instant began = time.begins(clock.instant());
      long nanos = System.nanoTime();
      return line.send(outgoing, request, deadline)
          .thenApply(
              exchange -> {
                long took = Duration.ofNanos(System.nanoTime() - nanos).toMillis();
                keep(outgoing, request, began, took, exchange);
                return exchange;
              });
    };
  }

  private void keep(
      Outgoing outgoing,
      HttpTransport.Request request,
      Instant began,
      long tookMillis,
      Exchange exchange) {
    try {
      if (!ended && !file.append(entry(outgoing, request, began, tookMillis, exchange))) {
        end("it has " + Har.MAX_EXCHANGES + " exchanges", null);
      }
    } catch (IOException | RuntimeException e) { // the exchange took place, recorded or not
      end("its file cannot be written", e);
    }
  }

  /** {@code cause}: null where nothing failed. */
  private void end(String why, @Nullable Throwable cause) {
    ended = true;
    LOG.warn("the recording ends here, since {}", why, cause);
  }

  private HarEntry entry(
      Outgoing outgoing,
      HttpTransport.Request request,
      Instant began,
      long tookMillis,
      Exchange exchange) {
    WriteIds ids = new WriteIds(outgoing.ids());
    UnaryOperator<byte[]> clean = bytes -> ids.marked(blot.apply(bytes));
    byte[] asked = plain(request);
    boolean asks = asked.length <= Har.MAX_BODY_BYTES;
    HarEntry.Asked question =
        new HarEntry.Asked(
            text(blot, base),
            opened,
            began,
            new Question(
                request.method(),
                text(clean, request.address().toString().substring(base.length())),
                asks ? clean.apply(asked) : new byte[0]),
            headers(request, clean));
    if (!asks) {
      return HarEntry.omitted(question, larger("request", asked.length));
    }
    if (exchange instanceof Exchange.Broken broken) {
      Exchange blotted = new Exchange.Broken(broken.failure(), text(clean, broken.text()));
      return HarEntry.of(question, tookMillis, blotted);
    }
    Exchange.Answer answer = (Exchange.Answer) exchange;
    // What is no such compression is kept as no body at all, which is none either
    byte[] body =
        Codings.removed(answer.headers().allValues("Content-Encoding"), answer.body())
            .orElse(new byte[0]);
    return body.length > Har.MAX_BODY_BYTES
        ? HarEntry.omitted(question, larger("answer", body.length))
        : HarEntry.of(
            question,
            tookMillis,
            new Exchange.Answer(
                answer.status(), headers(answer.headers(), clean), clean.apply(body)));
  }

  private static String larger(String what, int bytes) {
    return "its " + what + " has " + bytes + " bytes, and a recording keeps " + Har.MAX_BODY_BYTES;
  }

  private static Map<String, String> headers(
      HttpTransport.Request request, UnaryOperator<byte[]> clean) {
    Map<String, String> kept = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                kept.put(
                    name, SECRET_BY_NAME.matcher(name).matches() ? "***" : text(clean, value)));
    return kept;
  }

  private static HttpHeaders headers(HttpHeaders headers, UnaryOperator<byte[]> clean) {
    Map<String, List<String>> kept = new TreeMap<>();
    headers
        .map()
        .forEach(
            (name, values) -> {
              if (KEPT_OF_ANSWERS.matcher(name).matches()) {
                List<String> all = new ArrayList<>();
                values.forEach(value -> all.add(text(clean, value)));
                kept.put(name, all);
              }
            });
    return HttpHeaders.of(kept, (name, value) -> true);
  }

  private static String text(UnaryOperator<byte[]> clean, String text) {
    return new String(clean.apply(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /** A request's body without its compression, which is ours. */
  static byte[] plain(HttpTransport.Request request) {
    List<String> codings =
        Optional.ofNullable(request.headers().get("Content-Encoding"))
            .map(List::of)
            .orElse(List.of());
    return Codings.removed(codings, request.body()).orElse(request.body());
  }

  /** Nothing is taken down any more. */
  public void close() {
    ended = true;
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("the recording's file could not be closed", e);
    }
  }
}

package io.syncline.http.replay;

import io.syncline.http.budget.Courier;
import io.syncline.http.budget.Outgoing;
import io.syncline.http.client.Deadline;
import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.codec.EscapedText;
import io.syncline.spi.AdapterException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Answers calls out of a recording: each exchange once, those that ask the same in the order in
 * which they were recorded. What the recording does not have fails, and says what it has instead.
 * In memory are the places of the exchanges; what they say is read when it is asked for.
 * Thread-safe.
 */
public final class Replayer implements Courier.Line {

  /** Exchanges of the same path that a failure tells. */
  private static final int MOST_TOLD = 5;

  private static final int MOST_OF_A_PATH = 200;

  private final FileChannel file;
  private final String base;
  private final TapeTime time;
  private final Map<String, Deque<Long>> left = new HashMap<>();
  private final Map<String, List<Long>> places = new HashMap<>();

  private Replayer(FileChannel file, String base, Instant opened) {
    this.file = file;
    this.base = base;
    time = new TapeTime(opened);
  }

  /**
   * Reads the file once.
   *
   * @param base that calls go to now; answers that name the recorded one name it instead
   * @throws AdapterException.ConfigInvalid where the file is no recording
   */
  public static Replayer open(Path path, URI base) {
    try {
      List<Instant> opened = new ArrayList<>();
      Map<String, Deque<Long>> left = new HashMap<>();
      Map<String, List<Long>> places = new HashMap<>();
      Optional<String> flaw =
          Har.read(
              path,
              (entry, offset) -> {
                if (opened.isEmpty()) {
                  opened.add(entry.opened());
                }
                Question question = entry.question();
                places.computeIfAbsent(question.place(), place -> new ArrayList<>()).add(offset);
                left.computeIfAbsent(question.digest(), digest -> new ArrayDeque<>()).add(offset);
              });
      if (flaw.isPresent()) {
        throw Taping.invalid("replay", "must be a recording, but " + flaw.get() + ": " + path);
      }
      Instant first = opened.isEmpty() ? Har.opened(path).orElse(Instant.EPOCH) : opened.get(0);
      FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
      Replayer replayer = new Replayer(file, base.toString(), first);
      replayer.left.putAll(left);
      replayer.places.putAll(places);
      return replayer;
    } catch (IOException e) {
      throw Taping.invalid("replay", "must be a file that can be read: " + path);
    }
  }

  /** The time of the recording. */
  public InstantSource time() {
    return time;
  }

  @Override
  public CompletableFuture<Exchange> send(
      Outgoing outgoing, HttpTransport.Request request, Deadline deadline) {
    WriteIds ids = new WriteIds(outgoing.ids());
    String path = request.address().toString().substring(base.length());
    Question question = new Question(request.method(), path, ids.marked(Recorder.plain(request)));
    return CompletableFuture.completedFuture(answer(question, ids));
  }

  private synchronized Exchange answer(Question question, WriteIds ids) {
    try {
      Deque<Long> offsets = left.get(question.digest());
      if (offsets == null || offsets.isEmpty()) {
        return missing(question + " " + instead(question, offsets != null));
      }
      HarEntry entry = entry(offsets.remove());
      time.begins(entry.began());
      return entry.omission().isPresent()
          ? missing(question + " was not kept: " + entry.omission().get())
          : present(entry, ids);
    } catch (IOException e) {
      return missing(question + " is in a recording that cannot be read any more");
    }
  }

  private static Exchange missing(String text) {
    return new Exchange.Broken(Exchange.Failure.NOT_RECORDED, text);
  }

  private HarEntry entry(long offset) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(file.position(offset)));
    return Har.entry(new Kept(in));
  }

  /** A stream that a parser does not close: the file stays open for the next one. */
  private static final class Kept extends FilterInputStream {
    Kept(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  /** With our address and our writes' ids in the place of the recorded ones. */
  private Exchange present(HarEntry entry, WriteIds ids) {
    Exchange exchange = entry.exchange(body -> ids.unmarked(here(entry.base(), body)));
    if (!(exchange instanceof Exchange.Answer answer)) {
      return exchange;
    }
    Map<String, List<String>> headers = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(
                    name, values.stream().map(each -> each.replace(entry.base(), base)).toList()));
    return new Exchange.Answer(
        answer.status(), HttpHeaders.of(headers, (name, value) -> true), answer.body());
  }

  private byte[] here(String recorded, byte[] body) {
    return recorded.equals(base)
        ? body
        : EscapedText.bytes(EscapedText.of(recorded).replaced(EscapedText.view(body), base));
  }

  /** What was recorded in its place. */
  private String instead(Question question, boolean usedUp) throws IOException {
    List<Long> offsets = places.getOrDefault(question.place(), List.of());
    if (usedUp) {
      return "was recorded, and is asked for once more often than it was";
    }
    if (offsets.isEmpty()) {
      return "is not in the recording, which has nothing of that method and path";
    }
    List<String> told = new ArrayList<>();
    for (long offset : offsets) {
      Question other = entry(offset).question();
      String text =
          other.path().equals(question.path()) ? other + " with another body" : other.toString();
      String cut = text.substring(0, Math.min(text.length(), MOST_OF_A_PATH));
      if (!told.contains(cut)) {
        told.add(cut);
      }
      if (told.size() == MOST_TOLD) {
        break;
      }
    }
    return "is not in the recording, which has of that method and path: " + String.join(", ", told);
  }

  /** Lets go of the file. */
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

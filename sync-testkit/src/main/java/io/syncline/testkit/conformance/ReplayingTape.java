package io.syncline.testkit.conformance;

import io.syncline.testkit.conformance.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers calls out of a file that {@link RecordingTape} wrote, line by line. Once it was asked for
 * something else, no answer could be right any more: it says the same ever after.
 */
final class ReplayingTape implements CallTape {

  private static final int MOST_TOLD = 300;

  private final Path file;
  private final BufferedReader in;
  private int line;
  private Optional<String> difference = Optional.empty();

  private ReplayingTape(Path file, BufferedReader in) {
    this.file = file;
    this.in = in;
  }

  static ReplayingTape open(Path file) {
    try {
      return new ReplayingTape(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("must be a recording that can be read: " + file, e);
    }
  }

  @Override
  public synchronized @Nullable Object play(
      String call, @Nullable Object asked, Supplier<? extends @Nullable Object> real) {
    difference.ifPresent(
        text -> {
          throw new ReplayDiffers(text);
        });
    String now = told(call, asked);
    String text =
        next().orElseThrow(() -> differs("asked for " + now + ", and the recording ends"));
    Map<String, @Nullable Object> before =
        JsonText.parse(text).orElseThrow(() -> differs("must be a line of JSON: " + cut(text)));
    if (!call.equals(before.get(RecordingTape.CALL))
        || !Objects.equals(normal(asked), before.get(RecordingTape.ASKED))) {
      String then =
          told(String.valueOf(before.get(RecordingTape.CALL)), before.get(RecordingTape.ASKED));
      throw differs("asked for " + now + ", and recorded was " + then);
    }
    if (before.containsKey(RecordingTape.FAILED)) {
      throw new IllegalStateException(
          call + " failed when it was recorded: " + before.get(RecordingTape.FAILED));
    }
    return before.get(RecordingTape.ANSWER);
  }

  private Optional<String> next() {
    try {
      line++;
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      throw differs("must be a recording that can be read: " + e);
    }
  }

  /** As it would come back from a file. */
  private static @Nullable Object normal(@Nullable Object asked) {
    Map<String, @Nullable Object> one = new HashMap<>();
    one.put(RecordingTape.ASKED, asked);
    return JsonText.parse(JsonText.line(one)).orElseThrow().get(RecordingTape.ASKED);
  }

  private static String told(String call, @Nullable Object asked) {
    return asked == null ? call : call + " " + cut(String.valueOf(asked));
  }

  private static String cut(String text) {
    return text.length() <= MOST_TOLD ? text : text.substring(0, MOST_TOLD) + "...";
  }

  private ReplayDiffers differs(String how) {
    String text = "the replay differs from the recording, " + file + " line " + line + ": " + how;
    difference = Optional.of(text);
    return new ReplayDiffers(text);
  }

  @Override
  public boolean isReplay() {
    return true;
  }

  @Override
  public synchronized void end() {
    difference.ifPresent(
        text -> {
          throw new ReplayDiffers(text);
        });
    next()
        .ifPresent(
            more -> {
              throw differs("asked for nothing more, and recorded was " + cut(more));
            });
  }

  @Override
  public synchronized void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a recording cannot be closed", e);
    }
  }
}

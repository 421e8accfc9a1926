package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A side channel whose calls and answers go into a file, or come out of one, so that what was done
 * behind an adapter's back once can be shown again without the system. The calls must come in the
 * order in which they were recorded, with the same keys and rows; what differs is an {@link
 * AssertionError} that tells both, for this and every later call.
 *
 * <p>The file has one line of JSON for each call. All values keep their kinds. Of {@link #all} it
 * has what changed since the {@code all} before. The records are in it as they are: it is as
 * confidential as they are, and its owner alone may read it, where the file system knows owners.
 *
 * <p>Thread-safe; a replay is the same only where one thread at a time calls.
 */
public final class RecordedSideChannel implements SideChannel, AutoCloseable {

  private final CallTape tape;
  private final String place;
  private final Supplier<SideChannel> real;
  private final Map<NativeKey, Row> last = new TreeMap<>();

  /**
   * One of several channels on a tape.
   *
   * @param place what the names of its calls begin with
   * @param real never asked in a replay
   */
  RecordedSideChannel(CallTape tape, String place, Supplier<SideChannel> real) {
    this.tape = tape;
    this.place = place;
    this.real = real;
  }

  /**
   * Passes calls on, and takes them into a file, in the place of one that is there.
   *
   * @throws java.io.UncheckedIOException where the file cannot be written
   */
  public static RecordedSideChannel recording(SideChannel real, Path file) {
    return new RecordedSideChannel(RecordingTape.open(file), "", () -> real);
  }

  /**
   * Answers out of what {@link #recording} made.
   *
   * @throws java.io.UncheckedIOException where the file cannot be read
   */
  public static RecordedSideChannel replaying(Path file) {
    return new RecordedSideChannel(
        ReplayingTape.open(file),
        "",
        () -> {
          throw new IllegalStateException("must not be asked in a replay");
        });
  }

  private @Nullable Object play(
      String call, @Nullable Object asked, Supplier<? extends @Nullable Object> answer) {
    return tape.play(place + call, asked, answer);
  }

  @Override
  public String mark() {
    return PlainValues.text(play("mark", CallTape.NOTHING, () -> real.get().mark()));
  }

  @Override
  public NativeKey create(Row fields) {
    return PlainValues.key(
        play("create", PlainValues.of(fields), () -> real.get().create(fields).toString()));
  }

  @Override
  public void change(NativeKey key, Row fields) {
    play(
        "change",
        List.of(key.toString(), PlainValues.of(fields)),
        () -> {
          real.get().change(key, fields);
          return CallTape.NOTHING;
        });
  }

  @Override
  public void delete(NativeKey key) {
    play(
        "delete",
        key.toString(),
        () -> {
          real.get().delete(key);
          return CallTape.NOTHING;
        });
  }

  @Override
  public void deleteAll(Collection<NativeKey> records) {
    play(
        "deleteAll",
        records.stream().map(NativeKey::toString).toList(),
        () -> {
          real.get().deleteAll(records);
          return CallTape.NOTHING;
        });
  }

  @Override
  public synchronized Map<NativeKey, Row> all() {
    Object changes = play("all", CallTape.NOTHING, () -> changes(real.get().all()));
    PlainValues.map(PlainValues.map(changes).get("set"))
        .forEach((key, row) -> last.put(NativeKey.parse(key), PlainValues.row(row)));
    PlainValues.keys(PlainValues.map(changes).get("gone")).forEach(last::remove);
    return new TreeMap<>(last);
  }

  private Map<String, Object> changes(Map<NativeKey, Row> now) {
    Map<String, Object> set = new LinkedHashMap<>();
    now.forEach(
        (key, row) -> {
          if (!Optional.ofNullable(last.get(key)).equals(Optional.of(row))) {
            set.put(key.toString(), PlainValues.of(row));
          }
        });
    List<String> gone =
        last.keySet().stream()
            .filter(key -> !now.containsKey(key))
            .map(NativeKey::toString)
            .toList();
    return Map.of("set", set, "gone", gone);
  }

  @Override
  public Optional<Row> read(NativeKey key) {
    Object row =
        play("read", key.toString(), () -> real.get().read(key).map(PlainValues::of).orElse(null));
    return row == null ? Optional.empty() : Optional.of(PlainValues.row(row));
  }

  /**
   * All is done.
   *
   * @throws AssertionError where a replay has differed, or more was recorded
   */
  public void end() {
    tape.end();
  }

  /** Lets go of the file. */
  @Override
  public void close() {
    tape.close();
  }
}

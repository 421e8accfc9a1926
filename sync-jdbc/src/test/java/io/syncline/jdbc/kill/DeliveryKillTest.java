package io.syncline.jdbc.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.jdbc.JdbcState;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StateStore;
import io.syncline.store.StoreView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class DeliveryKillTest {

  private static final int KILLS = 5;
  private static final int APART = 1_000_000;
  private static final long SEED = 4711;

  @TempDir private Path folder;

  @Test
  void whatWasAnsweredWithSuccessSurvivesAKill() throws Exception {
    Path file = folder.resolve("state.db");
    Random random = new Random(SEED);
    Set<String> answered = new HashSet<>();

    for (int kill = 1; kill <= KILLS; kill++) {
      answered.addAll(callUntilKilled(file, kill * APART, 50 + random.nextInt(500)));

      assertThat(noted(file)).as("kill %s, seed %s", kill, SEED).containsAll(answered);
    }
  }

  /** The keys that the program said were taken. */
  private static Set<String> callUntilKilled(Path file, int first, int answers)
      throws IOException, InterruptedException {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Called.class.getName(),
                file.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<String> answered = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < answers; i++) {
        answered.add(Optional.ofNullable(lines.readLine()).orElseThrow());
      }
      program.toHandle().destroyForcibly(); // the process would close what it printed, too
      program.waitFor();
      int digits = Integer.toString(first).length();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() == digits) { // a kill can cut the last line short
          answered.add(line);
        }
      }
    }
    return answered;
  }

  private static Set<String> noted(Path file) {
    Set<String> keys = new HashSet<>();
    try (StateStore store = JdbcState.file(file);
        StoreView view = store.view()) {
      Optional<String> after = Optional.empty();
      List<Note> page = page(view, after);
      while (!page.isEmpty()) {
        page.forEach(note -> keys.add(note.subject()));
        after = Optional.of(page.get(page.size() - 1).subject());
        page = page(view, after);
      }
    }
    return keys;
  }

  private static List<Note> page(StoreView view, Optional<String> after) {
    return view.notes(
        new EntityName("customer"), new SystemId("crm"), NoteKind.REVISIT, after, 1_000);
  }
}

package io.syncline.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Takes what happens under each rule into a folder of the rule's name. */
record RecordingStage(Subject subject, Path folder) implements Stage {

  @Override
  public String name() {
    return subject.name();
  }

  @Override
  public Scene scene(Rule rule) {
    return rule.onlyLive().isPresent() ? Scene.live(subject) : taped(rule.id());
  }

  @Override
  public Scene last() {
    return taped(Footage.LAST);
  }

  private Scene taped(String name) {
    try {
      Path place = Files.createDirectories(Footage.place(folder, subject, name));
      for (Path old : recordings(place)) {
        Files.delete(old);
      }
      return new Footage(subject, place, RecordingTape.open(place.resolve(Footage.CALLS)));
    } catch (IOException e) {
      throw new UncheckedIOException("must be a folder that can be written: " + folder, e);
    }
  }

  private static List<Path> recordings(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(Footage.EXCHANGES)).toList();
    }
  }
}

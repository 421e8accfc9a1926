package io.syncline.testkit.conformance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Plays rules out of what {@link RecordingStage} took, and asks the system nothing. */
record ReplayingStage(Subject subject, Path folder) implements Stage {

  @Override
  public String name() {
    return subject.name() + ", replayed";
  }

  @Override
  public Scene scene(Rule rule) {
    rule.onlyLive()
        .ifPresent(
            why -> {
              throw Skipped.because("not replayed: " + why);
            });
    return taped(rule.id());
  }

  @Override
  public Scene last() {
    return taped(Footage.LAST);
  }

  private Scene taped(String name) {
    Path place = Footage.place(folder, subject, name);
    Path calls = place.resolve(Footage.CALLS);
    if (!Files.exists(calls)) {
      throw new CallTape.ReplayDiffers("nothing was recorded of this, record it anew: " + place);
    }
    return new Footage(subject, place, ReplayingTape.open(calls));
  }
}

package io.syncline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.SystemId;
import io.syncline.reconcile.Merge;
import io.syncline.reconcile.MergeEvent;
import io.syncline.reconcile.Reconciler;
import io.syncline.reconcile.RecordState;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Merges another hub's head into ours and compares. */
final class MergeReplay {

  private final JsonNode vector;

  MergeReplay(JsonNode vector) {
    this.vector = vector;
  }

  void run() {
    SystemId hub = Notation.system(vector.get("hub"));
    Notation notation = new Notation(vector.get("fields"));
    Reconciler reconciler = new Reconciler(VectorRules.of(vector, hub));
    VectorState states = new VectorState(notation, hub);
    RecordState mine = states.read(vector.get("mine"));
    JsonNode theirs = vector.get("theirs");

    Merge merge =
        reconciler.merge(
            mine, states.head(theirs.get("head")), Notation.clock(theirs.get("clock")));

    Expected expected = new Expected(notation, hub);
    expected.change(vector.get("expect"));
    String name = "vector " + vector.get("name").asString();
    assertThat(Flat.ofHead(merge.state())).as(name).isEqualTo(expected.texts());
    assertThat(merge.events().stream().map(MergeReplay::text).sorted().toList())
        .as(name + ": events")
        .isEqualTo(expectedEvents());
  }

  private static String text(MergeEvent event) {
    return Notation.name(event.register())
        + " "
        + event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private List<String> expectedEvents() {
    return VectorFile.elements(vector.path("events")).stream()
        .map(each -> each.get("register").asString() + " " + each.get("kind").asString())
        .sorted()
        .toList();
  }
}

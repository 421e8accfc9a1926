package io.syncline.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The core makes of every vector what the vector says. {@code -Dsyncline.vectors=FILE} replays
 * another file of the same form.
 */
class VectorsTest {

  @TestFactory
  Stream<DynamicTest> records() {
    return vectors("records", vector -> new RecordReplay(vector).run());
  }

  @TestFactory
  Stream<DynamicTest> contacts() {
    return vectors("contacts", vector -> new ContactReplay(vector).run());
  }

  @TestFactory
  Stream<DynamicTest> merges() {
    return vectors("merges", vector -> new MergeReplay(vector).run());
  }

  private static Stream<DynamicTest> vectors(String section, Consumer<JsonNode> replay) {
    return VectorFile.elements(VectorFile.read().path(section)).stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("name").asString(), () -> replay.accept(vector)));
  }

  @Test
  void vectorsAreThoseOfTheDesign() throws IOException {
    Optional<byte[]> shared = VectorFile.shared();

    shared.ifPresent(design -> assertThat(VectorFile.own()).isEqualTo(design));
  }
}

package io.syncline.examples.quickstart;

import static io.syncline.mapping.Lenses.dictionary;
import static io.syncline.mapping.Lenses.trim;

import io.syncline.mapping.Lens;
import io.syncline.model.FieldType;
import io.syncline.model.Value;
import io.syncline.testkit.contract.LensContract;
import java.util.List;

/** The CRM's stages, as people also typed them. */
class StageLensTest extends LensContract {

  private final Lens stage = trim().then(dictionary("A", "active", "B", "blocked"));

  @Override
  protected Lens lens() {
    return stage;
  }

  @Override
  protected FieldType type() {
    return FieldType.oneOf("active", "blocked");
  }

  @Override
  protected List<Value> nativeValues() {
    return List.of(Value.of(" A"), Value.of("B "), Value.of("C"));
  }
}

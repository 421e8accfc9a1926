package io.syncline.config;

import io.syncline.mapping.Denormalised;
import io.syncline.mapping.Direction;
import io.syncline.mapping.EntityMapping;
import io.syncline.mapping.FieldMapping;
import io.syncline.mapping.LensLaws;
import io.syncline.mapping.Violation;
import io.syncline.model.FieldType;
import io.syncline.model.Row;
import io.syncline.model.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the lenses of one flow on a few values, before any record goes through them. */
final class LensCheck {

  private static final Logger LOG = LoggerFactory.getLogger(LensCheck.class);

  private LensCheck() {}

  static void check(String path, EntityMapping mapping, Faults faults) {
    List<FieldMapping> fields = mapping.fields();
    for (int i = 0; i < fields.size(); i++) {
      FieldMapping field = fields.get(i);
      if (field.direction() == Direction.BOTH) {
        check(path + ".map[" + i + "]", mapping, field, faults);
      }
    }
  }

  private static void check(String path, EntityMapping mapping, FieldMapping field, Faults faults) {
    FieldType type = mapping.schema().field(field.field()).orElseThrow().type();
    Set<Violation> violations = new LinkedHashSet<>();
    for (Value sample : Samples.of(type)) {
      Denormalised written = mapping.put(Row.of(field.field(), sample));
      if (!written.isClean() && !type.symbols().isEmpty()) {
        LOG.warn("{}: cannot be written: {}", path, written.rejects());
      }
      violations.addAll(mapping.check(written.row()));
    }
    violations.addAll(LensLaws.check(field.field(), field.lens(), List.of(), Samples.of(type)));
    violations.stream()
        .findFirst()
        .ifPresent(
            first ->
                faults.at(
                    path,
                    "must keep the law "
                        + first.law()
                        + " of lenses: given="
                        + first.given()
                        + " expected="
                        + first.expected()
                        + " found="
                        + first.found()));
  }
}

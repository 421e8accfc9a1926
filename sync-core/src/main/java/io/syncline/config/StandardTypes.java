package io.syncline.config;

import io.syncline.model.FieldType;

/** The types of fields by the names that a file uses, which are those of their factories. */
final class StandardTypes {

  private StandardTypes() {}

  static Vocabulary<FieldType> vocabulary() {
    return Vocabulary.<FieldType>of("type")
        .with("text", StandardTypes::text)
        .with("decimal", StandardTypes::decimal)
        .with("oneOf", arguments -> FieldType.oneOf(arguments.texts().toArray(String[]::new)))
        .with("integer", FieldType.integer())
        .with("real", FieldType.real())
        .with("bool", FieldType.bool())
        .with("binary", FieldType.binary())
        .with("date", FieldType.date())
        .with("time", FieldType.time())
        .with("dateTime", FieldType.dateTime())
        .with("instant", FieldType.instant())
        .with("uuid", FieldType.uuid())
        .with("setOf", StandardTypes::setOf)
        .with("reference", StandardTypes::reference);
  }

  private static FieldType text(Arguments arguments) {
    if (arguments.count() == 0) {
      return FieldType.text();
    }
    arguments.exactly(1);
    return FieldType.text(arguments.integer(0));
  }

  private static FieldType decimal(Arguments arguments) {
    if (arguments.count() == 0) {
      return FieldType.decimal();
    }
    arguments.exactly(2);
    return FieldType.decimal(arguments.integer(0), arguments.integer(1));
  }

  private static FieldType reference(Arguments arguments) {
    arguments.exactly(1);
    return FieldType.reference(arguments.text(0));
  }

  private static FieldType setOf(Arguments arguments) {
    arguments.exactly(1);
    Faults faults = new Faults();
    FieldType element =
        vocabulary()
            .read("", arguments.text(0), faults)
            .orElseThrow(() -> new IllegalArgumentException(faults.list().get(0).message()));
    return FieldType.setOf(element);
  }
}

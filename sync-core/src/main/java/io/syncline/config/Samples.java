package io.syncline.config;

import io.syncline.model.FieldType;
import io.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A few canonical values of a type, such as records really hold. */
final class Samples {

  private Samples() {}

  static List<Value> of(FieldType type) {
    Stream<Value> values =
        switch (type.kind()) {
          case TEXT ->
              type.symbols().isEmpty()
                  ? Stream.of("Ab 1", "x", "").map(Value::of)
                  : type.symbols().stream().map(Value::of);
          case DECIMAL -> Stream.of("0", "1", "-1.5", "12.34").map(BigDecimal::new).map(Value::of);
          case INTEGER -> Stream.of(0L, 1L, -7L).map(Value::of);
          case DOUBLE -> Stream.of(0.0, -1.5).map(Value::of);
          case BOOLEAN -> Stream.of(true, false).map(Value::of);
          case DATE -> Stream.of("2024-02-29", "1999-12-31").map(LocalDate::parse).map(Value::of);
          case TIME -> Stream.of("00:00", "23:59:59").map(LocalTime::parse).map(Value::of);
          case DATE_TIME -> Stream.of(LocalDateTime.parse("2024-02-29T13:30:15")).map(Value::of);
          case INSTANT -> Stream.of(Instant.parse("2024-02-29T13:30:15Z")).map(Value::of);
          case UUID -> Stream.of(new UUID(1, 2)).map(Value::of);
          case NULL, BINARY, LIST, SET, STRUCT, LIFE -> Stream.empty();
        };
    return values.filter(value -> type.fault(value).isEmpty()).toList();
  }
}

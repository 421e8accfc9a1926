package io.syncline.benchmarks.diff;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row of the table that all are measured on: about 160 bytes packed. Key: {@code id}. */
record Customer(
    long id,
    String name,
    String email,
    String phone,
    BigDecimal balance,
    String status,
    Instant updatedAt,
    String notes) {

  /** The columns, key first. A field's place here is its bit in every mask of fields. */
  static final List<String> FIELDS =
      List.of("id", "name", "email", "phone", "balance", "status", "updated_at", "notes");

  /** The row as one reads it from a result set by hand. The values are shared, the map is new. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("id", id);
    map.put("name", name);
    map.put("email", email);
    map.put("phone", phone);
    map.put("balance", balance);
    map.put("status", status);
    map.put("updated_at", updatedAt);
    map.put("notes", notes);
    return map;
  }

  ObjectNode asJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("name", name)
        .put("email", email)
        .put("phone", phone)
        .put("balance", balance)
        .put("status", status)
        .put("updated_at", updatedAt.toString())
        .put("notes", notes);
  }
}

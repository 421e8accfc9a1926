package io.syncline.http.rest;

import io.syncline.http.manifest.Call;
import io.syncline.model.NativeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity-ids of OData, such as {@code Customers('ANTON')} or {@code
 * https://host/service/Items(OrderID=1,ItemNo=2)}: the canonical URLs of OData Version 4.01, Part
 * 2: URL Conventions, section 4.3.1, relative or whole.
 */
final class EntityId {

  /** A quote within a text is doubled. */
  private static final String VALUE = "'(?:[^']|'')*'|[^'(),=/]+";

  private static final String PART = "(?:(\\w+)=)?(" + VALUE + ")";
  private static final Pattern PARTS = Pattern.compile(PART);
  private static final Pattern ID =
      Pattern.compile(
          "(?:.*/)?[^/()']+\\((" + unnamed() + "(?:," + unnamed() + ")*)\\)", Pattern.DOTALL);

  private EntityId() {}

  /** Empty for what is none, or has another key than one of these fields. */
  static Optional<NativeKey> key(String id, List<String> fields) {
    Matcher shape = ID.matcher(Call.decode(id).orElse(id));
    if (!shape.matches()) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    Map<String, String> named = new HashMap<>();
    Matcher part = PARTS.matcher(shape.group(1));
    while (part.find()) {
      String value = unquoted(part.group(2));
      values.add(value);
      if (part.group(1) != null) {
        named.put(part.group(1), value);
      }
    }
    if (fields.size() == 1 && values.size() == 1) {
      return Optional.of(new NativeKey(values));
    }
    List<String> key = fields.stream().filter(named::containsKey).map(named::get).toList();
    return key.size() == fields.size() && values.size() == fields.size()
        ? Optional.of(new NativeKey(key))
        : Optional.empty();
  }

  private static String unnamed() {
    return "(?:\\w+=)?(?:" + VALUE + ")";
  }

  private static String unquoted(String value) {
    return value.startsWith("'")
        ? value.substring(1, value.length() - 1).replace("''", "'")
        : value;
  }
}

package io.syncline.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A total order over values, consistent with their {@code equals}: by kind first (null before
 * everything), then numbers by value, text by code points, times by time, collections element by
 * element.
 */
public final class ValueOrder implements Comparator<Value> {

  public static final ValueOrder TOTAL = new ValueOrder();

  private ValueOrder() {}

  @Override
  public int compare(Value left, Value right) {
    if (left.kind() != right.kind()) {
      return left.kind().compareTo(right.kind());
    }
    return switch (left.kind()) {
      case NULL -> 0;
      case BOOLEAN -> Boolean.compare(((Value.Bool) left).value(), ((Value.Bool) right).value());
      case INTEGER -> Long.compare(((Value.Int) left).value(), ((Value.Int) right).value());
      case DECIMAL -> ((Value.Decimal) left).value().compareTo(((Value.Decimal) right).value());
      case DOUBLE -> Double.compare(((Value.Real) left).value(), ((Value.Real) right).value());
      case TEXT -> byCodePoints(((Value.Text) left).value(), ((Value.Text) right).value());
      case BINARY ->
          Arrays.compareUnsigned(((Value.Binary) left).value(), ((Value.Binary) right).value());
      case DATE -> ((Value.Date) left).value().compareTo(((Value.Date) right).value());
      case TIME -> ((Value.Time) left).value().compareTo(((Value.Time) right).value());
      case DATE_TIME -> ((Value.DateTime) left).value().compareTo(((Value.DateTime) right).value());
      case INSTANT -> ((Value.Moment) left).value().compareTo(((Value.Moment) right).value());
      case UUID -> ((Value.Uuid) left).value().compareTo(((Value.Uuid) right).value());
      case LIST ->
          inTurn(
              ((Value.Sequence) left).values().iterator(),
              ((Value.Sequence) right).values().iterator());
      case SET ->
          inTurn(
              ((Value.SetOf) left).values().iterator(), ((Value.SetOf) right).values().iterator());
      case STRUCT ->
          inTurn(members((Value.Struct) left).iterator(), members((Value.Struct) right).iterator());
      case LIFE -> ((Life) left).compareTo((Life) right);
    };
  }

  private int inTurn(Iterator<Value> left, Iterator<Value> right) {
    while (left.hasNext() && right.hasNext()) {
      int order = compare(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static List<Value> members(Value.Struct struct) {
    List<Value> flat = new java.util.ArrayList<>();
    for (Map.Entry<String, Value> member : new TreeMap<>(struct.members()).entrySet()) {
      flat.add(Value.of(member.getKey()));
      flat.add(member.getValue());
    }
    return flat;
  }

  /** Surrogate pairs sort after all other characters, as their code points do. */
  private static int byCodePoints(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogateA = Character.isSurrogate(a);
        return surrogateA != Character.isSurrogate(b)
            ? (surrogateA ? 1 : -1)
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}

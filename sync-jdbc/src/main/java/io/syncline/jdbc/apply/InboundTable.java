package io.syncline.jdbc.apply;

import static org.jooq.impl.DSL.field;

import io.syncline.jdbc.schema.Column;
import io.syncline.jdbc.schema.ExchangeStates;
import io.syncline.jdbc.schema.TableName;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.WriteKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * A table in which the other side takes requests to change its records, and answers each.
 *
 * @param request takes our id of the request, by which it is known again
 * @param operation what is to be done
 * @param message where the other side tells the reason of a refusal
 * @param fields the columns of the record, its key among them, named as in the dataset's table;
 *     what is none of them cannot be written
 * @param operations the word for each kind
 */
public record InboundTable(
    TableShape shape,
    Column request,
    Column operation,
    Column state,
    Optional<Column> message,
    List<Column> fields,
    ExchangeStates states,
    Map<WriteKind, String> operations) {

  public InboundTable {
    fields = List.copyOf(fields);
    operations = Map.copyOf(operations);
  }

  TableName name() {
    return shape.name();
  }

  Table<?> table() {
    return DSL.table(shape.name().name());
  }

  static Field<Object> bare(Column column) {
    return field(DSL.name(column.name()));
  }

  /** Whether a request can set this field. */
  public boolean takes(String field) {
    return fields.stream().anyMatch(each -> each.name().equals(field));
  }

  Column column(String wanted) {
    return fields.stream().filter(each -> each.name().equals(wanted)).findFirst().orElseThrow();
  }
}

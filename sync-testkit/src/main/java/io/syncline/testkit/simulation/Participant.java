package io.syncline.testkit.simulation;

import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One simulated system, before it exists. */
record Participant(String system, UnaryOperator<TableShape> shape) {

  static final String TABLE = "customers";

  /** Makes its table, with these columns beside the one that tells records apart. */
  MemoryTable table(MemorySystem memory, List<String> fields) {
    List<String> columns = new ArrayList<>();
    columns.add(Scenario.IDENTITY);
    columns.addAll(fields);
    return memory.table(TABLE, usual -> shape.apply(usual.columns(columns.toArray(String[]::new))));
  }
}

package io.syncline.store;

import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.packed.ByteSink;
import io.syncline.packed.ValueImage;
import io.syncline.reconcile.HeldConflict;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.InFlight;
import io.syncline.reconcile.Precondition;
import io.syncline.reconcile.Quarantined;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** Writes one record's image. {@link RecordReader} reads it, in the same order of methods. */
final class RecordWriter {

  /** Sets have no order of their own, and equal records are to be equal bytes. */
  private static final Comparator<Flagged> BY_CODE =
      Comparator.comparing((Flagged each) -> Codes.FLAGS.indexOf(each.flag()))
          .thenComparing(Flagged::system);

  private final ByteSink sink;
  private final Symbols symbols;
  private final HeadLayouts layouts;
  private final Registers head;
  private final Origin.Pool origins;

  RecordWriter(ByteSink sink, Symbols symbols, HeadLayouts layouts, Registers head) {
    this.sink = sink;
    this.symbols = symbols;
    this.layouts = layouts;
    this.head = head;
    this.origins = new Origin.Pool(symbols);
  }

  void write(StoredRecord record) {
    RecordState state = record.state();
    head();
    counters(state.clock().counters());
    sink.putNumber(state.holdings().size());
    state.holdings().forEach(this::holding);
    sink.putNumber(state.bounces().size());
    state.bounces().forEach((name, count) -> named(name, () -> sink.putSigned(count)));
    sink.putNumber(record.links().size());
    record.links().forEach(this::link);
    sink.putNumber(record.correlation().size());
    record.correlation().forEach(sink::putLong);
    sink.putNumber(record.flags().size());
    record.flags().stream().sorted(BY_CODE).forEach(this::flag);
  }

  /** The layout, the values, then runs of registers of one event. */
  private void head() {
    HeadLayout layout = layouts.of(head);
    sink.putNumber(layout.numbers().names());
    sink.putNumber(layout.numbers().kinds());
    layout.write(sink, head);
    for (int i = 0; i < head.size(); ) {
      int end = i + 1;
      while (end < head.size() && Origin.isShared(head.at(i), head.at(end))) {
        end++;
      }
      origins.write(sink, Origin.of(head.at(i)));
      sink.putNumber(end - i);
      i = end;
    }
  }

  private void counters(SortedMap<SystemId, Long> counters) {
    sink.putNumber(counters.size());
    counters.forEach(
        (system, counter) -> {
          system(system);
          sink.putNumber(counter);
        });
  }

  private void holding(Holding holding) {
    system(holding.system());
    sink.put(HoldingParts.of(holding));
    differences(holding.registers());
    sink.putNumber(holding.asOf());
    sink.putNumber(holding.writes());
    holding.token().ifPresent(token -> PartWriter.version(sink, token));
    holding.inFlight().ifPresent(this::inFlight);
    if (!holding.doubt().isEmpty()) {
      registers(holding.doubt());
    }
    if (!holding.held().isEmpty()) {
      sink.putNumber(holding.held().size());
      holding.held().forEach((name, conflict) -> named(name, () -> held(conflict)));
    }
    if (!holding.quarantine().isEmpty()) {
      sink.putNumber(holding.quarantine().size());
      holding.quarantine().forEach((name, each) -> named(name, () -> quarantined(each)));
    }
    if (!holding.unconfirmed().isEmpty()) {
      sink.putNumber(holding.unconfirmed().size());
      holding.unconfirmed().forEach(this::name);
    }
  }

  /** The list of names, 0 for the head's; then the registers that are not the head's. */
  private void differences(Registers registers) {
    List<String> names = inHeadOrder(registers);
    sink.putNumber(names.equals(head.names()) ? 0 : symbols.number(names));
    List<Integer> different = new ArrayList<>(0);
    boolean inOrder = registers.names().equals(head.names());
    for (int i = 0; i < names.size(); i++) {
      boolean same =
          inOrder
              ? Objects.equals(registers.at(i), head.at(i))
              : registers.get(names.get(i)).equals(head.get(names.get(i)));
      if (!same) {
        different.add(i);
      }
    }
    sink.putNumber(different.size());
    for (int i : different) {
      sink.putNumber(i);
      register(names.get(i), registers.get(names.get(i)).orElseThrow());
    }
  }

  /** One order for each set of names, so that few lists are ever made. */
  private List<String> inHeadOrder(Registers registers) {
    if (registers.names().equals(head.names())) {
      return head.names();
    }
    List<String> names = new ArrayList<>(head.names());
    names.retainAll(registers.names());
    if (names.size() < registers.size()) {
      TreeSet<String> others = new TreeSet<>(registers.names());
      others.removeAll(names);
      names.addAll(others);
    }
    return names;
  }

  private void registers(Registers registers) {
    sink.putNumber(registers.size());
    registers.forEach((name, register) -> named(name, () -> register(name, register)));
  }

  /** What of the register is the head's, then what is not. */
  private void register(String name, Register register) {
    Optional<Register> agreed = head.get(name);
    boolean value = agreed.isPresent() && agreed.get().value().equals(register.value());
    boolean origin = agreed.isPresent() && Origin.isShared(agreed.get(), register);
    sink.put((value ? RecordReader.HEADS_VALUE : 0) | (origin ? RecordReader.HEADS_ORIGIN : 0));
    if (!origin) {
      origins.write(sink, Origin.of(register));
    }
    if (!value) {
      ValueImage.write(sink, register.value());
    }
  }

  private void inFlight(InFlight write) {
    sink.put(Codes.WRITES.indexOf(write.kind()));
    sink.put(
        (write.unknown() ? RecordReader.UNKNOWN_FATE : 0)
            | (write.since().isPresent() ? RecordReader.SINCE : 0));
    write.since().ifPresent(since -> sink.putLong(since.toEpochMilli()));
    sink.putNumber(write.number());
    registers(write.registers());
    write
        .precondition()
        .match(
            new Precondition.Cases<Boolean>() {
              @Override
              public Boolean token(Precondition.Token precondition) {
                sink.put(RecordReader.IF_TOKEN);
                PartWriter.version(sink, precondition.version());
                return true;
              }

              @Override
              public Boolean values(Precondition.Values precondition) {
                sink.put(RecordReader.IF_VALUES);
                PartWriter.row(sink, symbols, precondition.shown());
                return true;
              }

              @Override
              public Boolean absent(Precondition.Absent precondition) {
                sink.put(RecordReader.IF_ABSENT);
                return true;
              }
            });
  }

  private void held(HeldConflict conflict) {
    sink.put(conflict.base().isPresent());
    conflict.base().ifPresent(this::value);
    value(conflict.incoming());
    origins.write(sink, new Origin(conflict.dot(), conflict.stamp()));
    Origin.writeDot(sink, symbols, conflict.head());
  }

  private void quarantined(Quarantined register) {
    Origin.writeDot(sink, symbols, register.dot());
    sink.putText(register.reason());
  }

  private void link(SystemId system, Link link) {
    system(system);
    PartWriter.key(sink, link.key());
    PartWriter.row(sink, symbols, link.forms());
  }

  private void flag(Flagged flagged) {
    sink.put(Codes.FLAGS.indexOf(flagged.flag()));
    system(flagged.system());
  }

  private void named(String name, Runnable rest) {
    name(name);
    rest.run();
  }

  private void name(String name) {
    sink.putNumber(symbols.number(name));
  }

  private void system(SystemId system) {
    sink.putNumber(symbols.number(system.name()));
  }

  private void value(Value value) {
    ValueImage.write(sink, value);
  }
}

package io.syncline.reconcile;

import io.syncline.model.Life;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.version.Dot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Register name to register, immutable and compact. Names are those of the schema's fields and
 * {@link #LIFE}. Two are equal when they carry equal registers, in any order.
 *
 * <p>Records of one entity share their list of names, so a record costs one array. A look-up scans
 * from where the last one is expected to have ended, which is at once for fields asked in order.
 */
public final class Registers {

  /** The register of a record's life. No field can have this name. */
  public static final String LIFE = "$life";

  private static final Registers EMPTY = new Registers(List.of(), new Register[0]);

  private final List<String> names;
  private final Register[] registers;

  private Registers(List<String> names, Register[] registers) {
    this.names = names;
    this.registers = registers;
  }

  public static Registers empty() {
    return EMPTY;
  }

  public static Registers of(String name, Register register) {
    return new Registers(List.of(name), new Register[] {register});
  }

  /**
   * Registers whose names are shared with other records.
   *
   * @param names distinct; pass the same immutable list for every record of an entity
   * @param registers as many as names; copied
   */
  public static Registers of(List<String> names, Register... registers) {
    if (names.size() != registers.length) {
      throw new IllegalArgumentException(
          "must be as many registers as names: names=" + names + " count=" + registers.length);
    }
    return new Registers(List.copyOf(names), registers.clone());
  }

  /** The names, in the order of {@link #at(int)}. */
  public List<String> names() {
    return names;
  }

  public int size() {
    return registers.length;
  }

  public boolean isEmpty() {
    return registers.length == 0;
  }

  public String name(int index) {
    return names.get(index);
  }

  public Register at(int index) {
    return registers[index];
  }

  public boolean has(String name) {
    return indexOf(name) >= 0;
  }

  public Optional<Register> get(String name) {
    return Optional.ofNullable(find(name));
  }

  /** The life register, which every head and every holding has. */
  public Register life() {
    return require(LIFE);
  }

  public boolean alive() {
    return life().value() == Life.ALIVE;
  }

  /** The values without life. */
  public Row values() {
    int life = indexOf(LIFE);
    int last = registers.length - 1;
    if (life >= 0 && life < last) {
      return without(life).values();
    }
    Value[] values = new Value[life < 0 ? registers.length : last];
    for (int i = 0; i < values.length; i++) {
      values[i] = registers[i].value();
    }
    return Row.of(names.subList(0, values.length), values);
  }

  private Registers without(int index) {
    List<String> others = new ArrayList<>(names);
    others.remove(index);
    Register[] left = new Register[others.size()];
    System.arraycopy(registers, 0, left, 0, index);
    System.arraycopy(registers, index + 1, left, index, left.length - index);
    return new Registers(others, left);
  }

  /** Whether a register holds an event of {@code system}. */
  boolean names(SystemId system) {
    for (Register register : registers) {
      Dot dot = register.dot();
      if (dot != null && dot.system().equals(system)) {
        return true;
      }
    }
    return false;
  }

  public void forEach(BiConsumer<? super String, ? super Register> action) {
    for (int i = 0; i < registers.length; i++) {
      action.accept(names.get(i), registers[i]);
    }
  }

  /** These registers with one set: in its place where the name is known, else at the end. */
  public Registers with(String name, Register register) {
    int i = indexOf(name, 0);
    if (i >= 0) {
      if (registers[i].equals(register)) {
        return this;
      }
      Register[] copy = registers.clone();
      copy[i] = register;
      return new Registers(names, copy);
    }
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    Register[] copy = Arrays.copyOf(registers, registers.length + 1);
    copy[registers.length] = register;
    return new Registers(List.copyOf(longer), copy);
  }

  /** Those that are named, all of which must be there; this very instance where they are all. */
  public Registers only(List<String> kept) {
    if (names.equals(kept)) {
      return this;
    }
    Register[] left = new Register[kept.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = require(kept.get(i));
    }
    return Registers.of(kept, left);
  }

  /** These registers with all of {@code others} set. */
  Registers withAll(Registers others) {
    if (isEmpty() || names.equals(others.names)) {
      return others;
    }
    Registers all = this;
    for (int i = 0; i < others.registers.length; i++) {
      all = all.with(others.names.get(i), others.registers[i]);
    }
    return all;
  }

  /** The register, or null where there is none; without the cost of an Optional. */
  @Nullable Register find(String name) {
    int i = indexOf(name);
    return i < 0 ? null : registers[i];
  }

  Register require(String name) {
    Register register = find(name);
    if (register == null) {
      throw new IllegalArgumentException("must be a register of the record: register=" + name);
    }
    return register;
  }

  /** Life, which is asked for most, stands last in most lists. */
  private int indexOf(String name) {
    return indexOf(name, name.equals(LIFE) ? Math.max(0, registers.length - 1) : 0);
  }

  /** Where {@code name} stands, or -1; quick where it stands at or soon after {@code from}. */
  int indexOf(String name, int from) {
    int count = registers.length;
    for (int i = 0, at = from; i < count; i++, at++) {
      if (at >= count) {
        at = 0;
      }
      if (names.get(at).equals(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Registers that) || registers.length != that.registers.length) {
      return false;
    }
    for (int i = 0; i < registers.length; i++) {
      int at = that.indexOf(names.get(i), i);
      if (at < 0 || !registers[i].equals(that.registers[at])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < registers.length; i++) {
      sum += names.get(i).hashCode() ^ registers[i].hashCode();
    }
    return sum;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (name, each) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(name + "=" + each.value() + "@" + each.dot()));
    return text.append('}').toString();
  }
}

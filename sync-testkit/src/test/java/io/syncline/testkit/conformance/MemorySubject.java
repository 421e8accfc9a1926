package io.syncline.testkit.conformance;

import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.SystemClock;
import io.syncline.model.Value;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.InboundRequest;
import io.syncline.testkit.fixture.Call;
import io.syncline.testkit.fixture.Fault;
import io.syncline.testkit.fixture.MemoryCaller;
import io.syncline.testkit.fixture.MemorySystem;
import io.syncline.testkit.fixture.MemoryTable;
import io.syncline.testkit.fixture.TableShape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A table in memory, of any shape. */
class MemorySubject implements Subject {

  static final Duration SHORT = Duration.ofSeconds(2);

  private static final String SECRET = "secret-of-now";
  private static final String OTHER_SECRET = "secret-of-before";

  private final String name;
  private final UnaryOperator<TableShape> shaping;
  private Duration skew = Duration.ZERO;
  private final MemorySystem system =
      new MemorySystem(() -> SystemClock.get().instant().plus(skew));
  private final MemoryTable table;
  private final Papers papers = new Papers(system);

  MemorySubject(String name, UnaryOperator<TableShape> shaping) {
    this(name, "customers", shaping);
  }

  private MemorySubject(String name, String tableName, UnaryOperator<TableShape> shaping) {
    this.name = name;
    this.shaping = shaping;
    this.table = system.table(tableName, shaping);
  }

  /** A shape that calls us. */
  static TableShape calling(TableShape shape) {
    return typed(shape).calls(SECRET, OTHER_SECRET);
  }

  /** The fields of most subjects, with limits. */
  static TableShape typed(TableShape shape) {
    return shape
        .typed("name", FieldType.text(80))
        .typed("email", FieldType.text())
        .typed("balance", FieldType.decimal(12, 2))
        .typed("visits", FieldType.integer())
        .typed("since", FieldType.date())
        .typed("status", FieldType.oneOf("active", "blocked"));
  }

  MemoryTable table() {
    return table;
  }

  MemorySystem system() {
    return system;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public AdapterSource adapter() {
    return system;
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of(table.name()).withKey("id");
  }

  @Override
  public TimeLimits limits() {
    return TimeLimits.standard().withCall(SHORT).withPatience(SHORT);
  }

  @Override
  public SideChannel behind() {
    return new SideChannel() {
      @Override
      public NativeKey create(Row fields) {
        Optional<Value> key = fields.get("id");
        if (key.isPresent()) {
          table.put(key.get().toString(), fields.toMap());
          return NativeKey.of(key.get().toString());
        }
        return NativeKey.of(table.add(fields.toMap()));
      }

      @Override
      public void change(NativeKey key, Row fields) {
        fields.forEach((field, value) -> table.change(key.toString(), field, value));
      }

      @Override
      public void delete(NativeKey key) {
        table.remove(key.toString());
      }

      @Override
      public Map<NativeKey, Row> all() {
        Map<NativeKey, Row> all = new TreeMap<>();
        table.all().forEach((key, row) -> all.put(NativeKey.parse(key), row));
        return all;
      }
    };
  }

  @Override
  public Map<String, String> inapplicable() {
    return Map.of("OP-03", "a table in memory has a process of its own, and is seen by no other");
  }

  @Override
  public Abilities abilities() {
    return new OfMemory();
  }

  /** All that a table in memory can be told to do. */
  class OfMemory implements Abilities {

    private int moves;

    @Override
    public Optional<Runnable> expireFeed() {
      return Optional.of(table::expireFeed);
    }

    @Override
    public Optional<Function<Row, Pending>> createLate() {
      return Optional.of(
          row -> {
            java.util.function.Supplier<String> late = table.addLate(row.toMap());
            return () -> NativeKey.of(late.get());
          });
    }

    @Override
    public Optional<UnaryOperator<NativeKey>> move() {
      return Optional.of(
          from -> {
            String to = from + "-moved" + moves++;
            table.rekey(from.toString(), to);
            return NativeKey.of(to);
          });
    }

    @Override
    public Optional<BiConsumer<NativeKey, NativeKey>> merge() {
      return Optional.of((from, into) -> table.merge(from.toString(), into.toString()));
    }

    @Override
    public Optional<Runnable> cutNextAnswer() {
      return Optional.of(() -> table.faults().next(Call.WRITE, Fault.ANSWER_LOST));
    }

    @Override
    public Optional<Runnable> throttleNextWrite() {
      return Optional.of(
          () -> table.faults().throttleFor(Duration.ofHours(1)).next(Call.WRITE, Fault.THROTTLED));
    }

    @Override
    public Optional<Runnable> stopNextJob() {
      return Optional.of(() -> table.stopNextJobAfter(1));
    }

    @Override
    public Optional<Runnable> expireCredentials() {
      return Optional.of(() -> table.faults().next(Call.WRITE, Fault.AUTH_EXPIRED));
    }

    @Override
    public Optional<Runnable> stallNextRead() {
      return Optional.of(table::stallNextRead);
    }

    @Override
    public Optional<Consumer<Duration>> skewClock() {
      return Optional.of(by -> skew = by);
    }

    @Override
    public Optional<Caller> caller() {
      return Optional.of(new OfCalls(new MemoryCaller(table)));
    }

    @Override
    public Optional<Family> family() {
      return Optional.of(
          new Family() {
            @Override
            public Row reference() {
              table.block("email", value -> value.equals(Value.of("orphan")), "a parent");
              return Row.of("email", Value.of("orphan"));
            }

            @Override
            public void createParent() {
              table.accept();
            }
          });
    }

    @Override
    public Optional<Alteration> alteration() {
      return Optional.of(
          new Alteration() {
            @Override
            public void add() {
              table.addField("extra", FieldType.text());
            }

            @Override
            public void remove() {
              table.faults().next(Call.READ, Fault.SCHEMA_CHANGED);
            }

            @Override
            public void restore() {
              table.dropField("extra");
              table.faults().none();
            }
          });
    }

    @Override
    public Optional<LargeField> largeField() {
      return Optional.of(papers);
    }

    @Override
    public Optional<Subject> oddlyNamed() {
      return Optional.of(
          new MemorySubject(
              name + " with odd names",
              "Order \"by\" x.y",
              shape ->
                  shaping
                      .apply(shape)
                      .typed("Select", FieldType.text())
                      .typed("a b.c", FieldType.text())
                      .typed("quo\"te'd", FieldType.text())));
    }

    @Override
    public Optional<Subject> sibling() {
      return Optional.of(new MemorySubject(name + ", another", shaping));
    }
  }

  /** The requests of a table that calls us. */
  private record OfCalls(MemoryCaller caller) implements Abilities.Caller {

    @Override
    public byte[] body(NativeKey changed) {
      return caller.body(changed);
    }

    @Override
    public InboundRequest signed(byte[] body, Instant at) {
      return caller.signed(body, at, SECRET);
    }

    @Override
    public InboundRequest forged(byte[] body, Instant at) {
      return caller.signed(body, at, "secret-of-nobody");
    }

    @Override
    public Optional<InboundRequest> signedByOther(byte[] body, Instant at) {
      return Optional.of(caller.signed(body, at, OTHER_SECRET));
    }

    @Override
    public Optional<Abilities.Handshake> handshake() {
      return Optional.of(new Abilities.Handshake(caller.handshake("4711"), "4711"));
    }
  }
}

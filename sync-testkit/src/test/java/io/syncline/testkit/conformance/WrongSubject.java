package io.syncline.testkit.conformance;

import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.testkit.fixture.TableShape;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A table in memory behind an adapter that is wrong on purpose. */
class WrongSubject extends OpenedBySettings {

  private final Consumer<Faulty> fault;

  WrongSubject(Consumer<Faulty> fault) {
    this(MemorySubject::typed, fault);
  }

  WrongSubject(UnaryOperator<TableShape> shaping, Consumer<Faulty> fault) {
    super("wrong on purpose", shaping);
    this.fault = fault;
  }

  @Override
  public AdapterSource adapter() {
    return context -> open(super.adapter(), context);
  }

  private Adapter open(AdapterSource right, AdapterContext context) {
    return Faulty.adapter(right.open(context), fault);
  }

  @Override
  public TimeLimits limits() {
    return super.limits().withPatience(java.time.Duration.ofMillis(200));
  }

  @Override
  public int operations() {
    return 300;
  }

  @Override
  public Abilities abilities() {
    Abilities right = super.abilities();
    return new BySettings() {
      @Override
      public Optional<Subject> oddlyNamed() {
        return right
            .oddlyNamed()
            .map(
                odd ->
                    new Odd((MemorySubject) odd) {
                      @Override
                      public AdapterSource adapter() {
                        return context -> open(super.adapter(), context);
                      }
                    });
      }
    };
  }

  /** Passes everything on. */
  abstract static class Odd implements Subject {
    private final MemorySubject right;

    Odd(MemorySubject right) {
      this.right = right;
    }

    @Override
    public String name() {
      return right.name();
    }

    @Override
    public AdapterSource adapter() {
      return right.adapter();
    }

    @Override
    public io.syncline.spi.DatasetSpec dataset() {
      return right.dataset();
    }

    @Override
    public SideChannel behind() {
      return right.behind();
    }
  }
}

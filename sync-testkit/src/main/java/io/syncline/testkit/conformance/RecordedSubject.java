package io.syncline.testkit.conformance;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.spi.DatasetSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subject as it is, but for what reaches the system: that goes over tapes. */
record RecordedSubject(Subject real, Footage footage, String whose) implements Subject {

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public AdapterSource adapter() {
    return footage.adapter(real, whose);
  }

  @Override
  public DatasetSpec dataset() {
    return real.dataset();
  }

  @Override
  public SideChannel behind() {
    return new RecordedSideChannel(footage.tape(), whose, new Once<>(real::behind));
  }

  @Override
  public Optional<Configured> configured() {
    return real.configured();
  }

  @Override
  public List<NativeField> fields() {
    return real.fields();
  }

  @Override
  public Value value(NativeField field, int n, String mark) {
    return real.value(field, n, mark);
  }

  @Override
  public Row key(int n, String mark) {
    return real.key(n, mark);
  }

  @Override
  public Abilities abilities() {
    return new RecordedAbilities(real, footage, whose);
  }

  @Override
  public Map<String, String> deviations() {
    return real.deviations();
  }

  @Override
  public Map<String, String> inapplicable() {
    return real.inapplicable();
  }

  @Override
  public TimeLimits limits() {
    return real.limits();
  }

  @Override
  public int operations() {
    return real.operations();
  }

  @Override
  public AdapterContext context() {
    return real.context();
  }
}

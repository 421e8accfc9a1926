package io.syncline.http.conformance;

import io.syncline.http.codec.XmlText;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.fixture.saas.FakeFault;
import io.syncline.testkit.fixture.saas.FakeRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same fake service by its envelopes: every call is a request of one kind. */
class SoapSubject extends SaasSubject {

  SoapSubject(String name, String manifest) {
    this(name, manifest, "contacts", SaasFields.describedByTheAdapter());
  }

  SoapSubject(String name, String manifest, String dataset, SaasFields fields) {
    super(name, manifest, dataset, fields);
  }

  @Override
  public List<NativeField> fields() {
    return List.of();
  }

  /** What XML cannot hold never came into such a service. */
  @Override
  public SideChannel behind() {
    SideChannel saas = super.behind();
    return new SideChannel() {
      @Override
      public NativeKey create(Row row) {
        row.forEach(
            (name, value) ->
                XmlText.misfit(value.toString())
                    .ifPresent(
                        text -> {
                          throw new IllegalArgumentException("must " + text);
                        }));
        return saas.create(row);
      }

      @Override
      public void change(NativeKey key, Row row) {
        saas.change(key, row);
      }

      @Override
      public void delete(NativeKey key) {
        saas.delete(key);
      }

      @Override
      public Map<NativeKey, Row> all() {
        return saas.all();
      }

      @Override
      public Optional<Row> read(NativeKey key) {
        return saas.read(key);
      }
    };
  }

  @Override
  SaasSubject another() {
    return new SoapSubject(name() + ", another", "soap.yaml");
  }

  @Override
  SaasSubject oddlyNamed() {
    return new SoapSubject(
        name() + ", odd names", "soap-oddly-named.yaml", ODD_DATASET, SaasFields.oddlyNamed());
  }

  @Override
  void failNextWrite(FakeFault fault) {
    saas().faults().next(FakeRequest.SOAP, fault);
  }

  @Override
  void failNextRead(FakeFault fault) {
    saas().faults().next(FakeRequest.SOAP, fault);
  }
}

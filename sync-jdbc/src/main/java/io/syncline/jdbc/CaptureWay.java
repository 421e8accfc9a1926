package io.syncline.jdbc;

import io.syncline.jdbc.capture.Capture;
import io.syncline.jdbc.schema.TableShape;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.SettingFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One way of finding changes, chosen by the option {@code feed}. */
interface CaptureWay {

  /** The value of the option. */
  String name();

  /** The options that may stand beside it. */
  Set<String> options();

  /** What is wrong with them, as far as it can be told without the database. */
  List<SettingFault> faults(DatasetSpec spec);

  /** Whether contents of large columns can stay out of what it reads and writes. */
  default boolean streams() {
    return true;
  }

  /** The option {@code version} where none is given. */
  default String standardVersion() {
    return "row";
  }

  /** The column that tells when a row was changed, read along with each row. */
  Optional<String> stampColumn(DatasetSpec spec);

  /**
   * Found so in one table.
   *
   * @throws io.syncline.spi.AdapterException.ConfigInvalid where the options do not fit the table
   * @throws io.syncline.spi.AdapterException.Unsupported where the database cannot do it
   */
  Capture over(CaptureSite site);

  /** Found so, and written as it can be. */
  default Means means(CaptureSite site) {
    TableShape table = site.form().shape();
    return table.writable()
        ? new Means(over(site), Writing.direct(), List.of(Need.all(table)))
        : new Means(over(site), Writing.none(), List.of(Need.toRead(table)));
  }
}

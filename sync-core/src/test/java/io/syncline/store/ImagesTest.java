package io.syncline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private final Symbols symbols = new Symbols();

  @Property(tries = 300)
  void progressIsReadAsWritten(@ForAll long seed) {
    FlowProgress progress = new RandomState(seed).progress();

    assertThat(ProgressImage.decode(ProgressImage.encode(progress))).isEqualTo(progress);
  }

  @Property(tries = 300)
  void aParkedRowIsReadAsWritten(@ForAll long seed) {
    ParkedRow row = new RandomState(seed).parked();
    ParkedImage images = new ParkedImage(symbols);

    assertThat(images.decode(images.encode(row))).isEqualTo(row);
  }

  @Property(tries = 300)
  void aJournalEntryIsReadAsWritten(@ForAll long seed) {
    RecordId record = new RecordId(5);
    JournalEntry entry = new RandomState(seed).entry(record);
    JournalImage images = new JournalImage(symbols);

    assertThat(images.decode(record, images.encode(entry))).isEqualTo(entry);
  }

  @Property(tries = 1000)
  void keyBytesAreReadAsWrittenAndSortAsKeysDo(@ForAll long one, @ForAll long other) {
    NativeKey left = new RandomState(one).key();
    NativeKey right = new RandomState(other).key();

    assertThat(KeyBytes.key(KeyBytes.of(left))).isEqualTo(left);
    assertThat(Integer.signum(Arrays.compareUnsigned(KeyBytes.of(left), KeyBytes.of(right))))
        .isEqualTo(Integer.signum(left.compareTo(right)));
  }

  @Property(tries = 300)
  void listsOfNamesAreReadAsWritten(@ForAll List<String> names) {
    int number = symbols.number(names);

    assertThat(new Symbols(symbols.unsaved()).names(number)).isEqualTo(names);
    assertThat(symbols.names(number)).isEqualTo(names);
  }

  @Test
  void whatWasSavedIsNotSavedAgain() {
    symbols.number("crm");
    symbols.saved(symbols.unsaved());

    int erp = symbols.number("erp");

    assertThat(symbols.unsaved()).containsOnlyKeys(erp);
    assertThat(symbols.number("crm")).isEqualTo(1);
  }

  @Test
  void aNumberThatIsNotInTheDictionaryIsRefused() {
    assertThatThrownBy(() -> symbols.text(7))
        .isInstanceOf(StoreException.class)
        .hasMessage("must be in the store's dictionary: symbol=7");
  }
}

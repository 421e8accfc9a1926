package io.syncline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.Life;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.model.Version;
import io.syncline.reconcile.Holding;
import io.syncline.reconcile.RecordState;
import io.syncline.reconcile.Register;
import io.syncline.reconcile.Registers;
import io.syncline.version.Dot;
import io.syncline.version.Stamp;
import io.syncline.version.VersionVector;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecordImageTest {

  private static final RecordId ID = new RecordId(4711);
  private static final SystemId CRM = new SystemId("crm");
  private static final SystemId ERP = new SystemId("erp");

  private final Symbols symbols = new Symbols();

  @Property(tries = 2000)
  void readsWhatWasWritten(@ForAll long seed) {
    StoredRecord record = new RandomState(seed).record(ID);

    byte[] image = new RecordImage(symbols).encode(record);

    assertThat(new RecordImage(symbols).decode(ID, image)).isEqualTo(record);
  }

  @Property(tries = 200)
  void readsWithTheDictionaryAsItWasSaved(@ForAll long seed) {
    StoredRecord record = new RandomState(seed).record(ID);
    byte[] image = new RecordImage(symbols).encode(record);

    Symbols reopened = new Symbols(symbols.unsaved());

    assertThat(new RecordImage(reopened).decode(ID, image)).isEqualTo(record);
  }

  @Property(tries = 200)
  void equalRecordsHaveEqualImages(@ForAll long seed) {
    RecordImage images = new RecordImage(symbols);

    byte[] once = images.encode(new RandomState(seed).record(ID));

    assertThat(images.encode(images.decode(ID, once))).isEqualTo(once);
  }

  @Property(tries = 3000)
  void aDamagedImageIsRefusedOrReadAsSomethingElseButNeverHangs(@ForAll long seed) {
    RecordImage images = new RecordImage(symbols);
    byte[] image = images.encode(new RandomState(seed).record(ID));
    Random random = new Random(seed);
    byte[] damaged = Arrays.copyOf(image, 1 + random.nextInt(image.length));
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));

    try {
      assertThat(images.decode(ID, damaged)).isNotNull();
    } catch (StoreException refused) {
      assertThat(refused).hasMessageContaining("must");
    }
  }

  @Test
  void anImageOfAnotherFormatIsRefused() {
    assertThatThrownBy(() -> new RecordImage(symbols).decode(ID, new byte[] {9, 1}))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "must be of format 2, as this version of Syncline writes it: image=record 4711 format=9");
  }

  @Test
  void aTornImageIsRefused() {
    byte[] image = new RecordImage(symbols).encode(new RandomState(1).record(ID));

    assertThatThrownBy(
            () -> new RecordImage(symbols).decode(ID, Arrays.copyOf(image, image.length - 1)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("image=record 4711");
  }

  @Test
  void aSettledRecordOfEightFieldsInTwoSystemsTakesItsValuesAndLittleMore() {
    Dot dot = new Dot(CRM, 1);
    Stamp stamp = new Stamp(1_700_000_000_123_456L, 0, CRM);
    List<String> names =
        List.of(
            Registers.LIFE,
            "name",
            "email",
            "phone",
            "balance",
            "status",
            "updated",
            "company",
            "notes");
    Value[] values = {
      Life.ALIVE,
      Value.of("Friederike Sommerfeld"),
      Value.of("f.sommerfeld@example.com"),
      Value.of("+49 351 4711 0815"),
      Value.of(new BigDecimal("1234.56")),
      Value.of("active"),
      Value.of(Instant.parse("2024-02-29T12:34:56.123456Z")),
      Value.of("Sommerfeld & Söhne"),
      Value.of("prefers to be called in the morning, before ten")
    };
    Register[] registers =
        Arrays.stream(values)
            .map(value -> new Register(value, dot, stamp))
            .toArray(Register[]::new);
    Registers head = Registers.of(names, registers);
    RecordState state =
        new RecordState(
            head,
            VersionVector.empty().with(dot),
            List.of(
                settled(CRM, head, Version.opaque("\"6f1ed002ab5595859014ebf0951522d9\"")),
                settled(ERP, head, Version.ordered(123_456_789))),
            Map.of());
    TreeMap<SystemId, Link> links = new TreeMap<>();
    links.put(CRM, new Link(NativeKey.of("003Dn00000ABCDE"), Row.empty()));
    links.put(ERP, new Link(NativeKey.of("1048576"), Row.empty()));
    StoredRecord record = new StoredRecord(ID, state, links, List.of(0x123456789ABCDEFL), Set.of());

    byte[] image = new RecordImage(symbols).encode(record);

    int fields = 21 + 24 + 17 + 3 + 6 + 8 + 19 + 47;
    int keysTokensAndDigests = 15 + 7 + 34 + 4 + 8;
    assertThat(image.length).isLessThan(fields + keysTokensAndDigests + 80);
    assertThat(new RecordImage(symbols).decode(ID, image)).isEqualTo(record);
  }

  private static Holding settled(SystemId system, Registers head, Version token) {
    return new Holding(
        system,
        head,
        Optional.of(token),
        100_000,
        false,
        1,
        Optional.empty(),
        Registers.empty(),
        Map.of(),
        Map.of(),
        Set.of());
  }
}

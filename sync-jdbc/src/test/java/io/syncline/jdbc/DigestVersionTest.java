package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.model.NativeKey;
import io.syncline.model.Version;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.KeyRange;
import io.syncline.spi.Precondition;
import io.syncline.spi.RangeDigest;
import io.syncline.spi.RangeDigester;
import io.syncline.spi.ScanPage;
import io.syncline.spi.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DigestVersionTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset digested(String table) {
    return fixture
        .adapter()
        .dataset(DatasetSpec.of(table).withOptions(Map.of("version", "digest")));
  }

  private void customers() {
    fixture.run(
        "create table customer (code varchar(20) collate \"C\" primary key, name text,"
            + " credit numeric(12,2), since timestamptz)",
        "insert into customer select 'c' || lpad(n::text, 3, '0'), 'name ' || n,"
            + " case when n % 7 = 0 then null else n * 1.5 end, '2024-01-01'"
            + " from generate_series(1, 100) as n");
  }

  private static long sumOfVersions(Dataset dataset, KeyRange range) {
    ScanPage page = dataset.scanner().orElseThrow().start(rows(1000));
    return page.entries().stream()
        .filter(each -> range.from().map(from -> from.compareTo(each.key()) <= 0).orElse(true))
        .filter(each -> range.to().map(to -> to.compareTo(each.key()) > 0).orElse(true))
        .mapToLong(each -> digest(each.image().version().orElseThrow()))
        .sum();
  }

  private static long digest(Version version) {
    return Long.parseUnsignedLong(((Version.Opaque) version).token(), 16);
  }

  /** RD-01. */
  @Test
  void
      digestsOfRangesEqualTheCombinationOfTheirRowsVersionsAndOneChangedRowChangesExactlyItsRange() {
    customers();
    Dataset dataset = digested("customer");
    RangeDigester digester = dataset.rangeDigester().orElseThrow();
    List<RangeDigest> before = digester.cut(KeyRange.all(), 10, Fixture.LIMIT);

    fixture.run("update customer set credit = 0 where code = 'c042'");
    List<RangeDigest> after =
        digester.digest(before.stream().map(RangeDigest::range).toList(), Fixture.LIMIT);

    assertThat(before).hasSize(10).allMatch(each -> each.count() == 10);
    for (RangeDigest each : after) {
      assertThat(each.digest()).isEqualTo(sumOfVersions(dataset, each.range()));
    }
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).agrees(before.get(i))).as("range %s", i).isEqualTo(i != 4);
    }
    assertThat(Fixture.read(dataset, "c041").version())
        .map(DigestVersionTest::digest)
        .contains(
            digester
                .digest(
                    List.of(
                        new KeyRange(
                            Optional.of(NativeKey.of("c041")), Optional.of(NativeKey.of("c042")))),
                    Fixture.LIMIT)
                .get(0)
                .digest());
  }

  @Test
  void aWriteOnAStaleDigestIsStaleAndOnAFreshOneApplied() {
    customers();
    Dataset dataset = digested("customer");
    Precondition seen = Fixture.versionOf(dataset, "c001");
    fixture.run("update customer set name = 'other' where code = 'c001'");

    WriteOutcome stale =
        Fixture.write(dataset, Fixture.update("w1", "c001", seen, Map.of("name", "mine"))).get(0);
    Precondition fresh = Fixture.versionOf(dataset, "c001");
    WriteOutcome applied =
        Fixture.write(dataset, Fixture.update("w2", "c001", fresh, Map.of("name", "mine"))).get(0);

    assertThat(stale).isInstanceOf(WriteOutcome.Stale.class);
    assertThat(applied).isInstanceOf(WriteOutcome.Applied.class);
    assertThat(((WriteOutcome.Applied) applied).version())
        .isEqualTo(Fixture.read(dataset, "c001").version());
    Precondition last = Fixture.versionOf(dataset, "c001");
    assertThat(Fixture.write(dataset, Fixture.delete("w3", "c001", seen)).get(0))
        .isInstanceOf(WriteOutcome.Stale.class);
    assertThat(Fixture.write(dataset, Fixture.delete("w4", "c001", last)).get(0))
        .isInstanceOf(WriteOutcome.Applied.class);
  }

  @Test
  void aViewHasDigestsToo() {
    customers();
    fixture.run("create view rich as select code, name from customer where credit > 100");
    Dataset dataset =
        fixture
            .adapter()
            .dataset(
                DatasetSpec.of("rich").withKey("code").withOptions(Map.of("version", "digest")));

    assertThat(dataset.rangeDigester().orElseThrow().cut(KeyRange.all(), 1000, Fixture.LIMIT))
        .singleElement()
        .extracting(RangeDigest::digest)
        .isEqualTo(sumOfVersions(dataset, KeyRange.all()));
  }

  @Test
  void otherVersionsHaveNoDigests() {
    customers();

    assertThat(fixture.dataset("customer").rangeDigester()).isEmpty();
  }

  @Test
  void aColumnWithoutAStableDigestIsAFaultOfTheOption() {
    fixture.run("create table t (id int primary key, doc json)");

    assertThatThrownBy(() -> digested("t"))
        .isInstanceOf(AdapterException.ConfigInvalid.class)
        .hasMessage(
            "options.version: must be of a type whose digest is stable: column=doc type=json");
  }
}

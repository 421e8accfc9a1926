package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.LIMIT;
import static io.syncline.jdbc.Fixture.read;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.WriteOutcome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contents in H2: text goes both ways, bytes are read. */
class H2LargeObjectsTest {

  private final H2Fixture fixture = new H2Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static LargeObject shown(Dataset contracts, String field) {
    return LargeObject.of(read(contracts, "1").row().get(field).orElseThrow()).orElseThrow();
  }

  private static byte[] content(Dataset contracts, String field) throws Exception {
    try (InputStream content =
        contracts
            .contentReader()
            .orElseThrow()
            .open(NativeKey.of("1"), field, shown(contracts, field), LIMIT)
            .orElseThrow()) {
      return content.readAllBytes();
    }
  }

  @Test
  void textGoesBothWaysAndBytesAreRead() throws Exception {
    fixture.run(
        "create table \"contract\" (\"id\" int primary key, \"note\" clob, \"scan\" blob)",
        "insert into \"contract\" values (1, repeat('é', 3000000), repeat('ab', 3000000))");
    Dataset contracts =
        fixture
            .open(JdbcAdapter.on(fixture.pool))
            .dataset(DatasetSpec.of("contract").withOptions(Map.of("large", "note, scan")));
    byte[] text = "😀 ".repeat(800_000).getBytes(StandardCharsets.UTF_8);

    assertThat(content(contracts, "note"))
        .isEqualTo("é".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    assertThat(content(contracts, "scan"))
        .isEqualTo("ab".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    assertThat(
            write(
                contracts,
                update(
                        "w",
                        "1",
                        new Precondition.Exists(),
                        Map.of("note", "" + LargeObject.ofContent(text)))
                    .with(wanted -> Optional.of(new ByteArrayInputStream(text)))))
        .hasOnlyElementsOfType(WriteOutcome.Applied.class);
    assertThat(content(contracts, "note")).isEqualTo(text);
  }
}

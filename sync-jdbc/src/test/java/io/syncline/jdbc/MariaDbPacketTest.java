package io.syncline.jdbc;

import static io.syncline.jdbc.Fixture.creation;
import static io.syncline.jdbc.Fixture.update;
import static io.syncline.jdbc.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.LargeObject;
import io.syncline.model.Value;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MariaDB takes no statement larger than {@code max_allowed_packet}, and hangs up over one. */
@Tag("once")
class MariaDbPacketTest {

  private static final int TOO_LARGE = 70_000_000;

  private static final Condition<WriteOutcome> APPLIED =
      new Condition<>(WriteOutcome.Applied.class::isInstance, "is applied");
  private static final Condition<WriteOutcome> REFUSED =
      new Condition<>(
          outcome ->
              outcome instanceof WriteOutcome.Rejected rejected
                  && rejected.message().contains("max_allowed_packet"),
          "is refused by the name of the limit");

  private final Fixture fixture = Fixture.mariaDb();

  @BeforeEach
  void documents() {
    assertThat(Long.parseLong(fixture.ask("select @@max_allowed_packet"))).isLessThan(TOO_LARGE);
    fixture.run(
        "create table document (id int primary key, body longtext, scan longblob) default charset"
            + " utf8mb4");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Dataset documents(Map<String, String> options) {
    return fixture.adapter().dataset(DatasetSpec.of("document").withOptions(options));
  }

  private static Write large(int id, byte[] content) {
    return creation("w" + id, "" + id, Map.of("scan", Value.of(content)));
  }

  @Test
  void aBatchLargerThanThatIsDoneBySeveralStatements() {
    String body = "'\\".repeat(8_000);
    Write[] writes =
        IntStream.range(0, 2_000)
            .mapToObj(each -> creation("w" + each, "" + each, Map.of("body", body + each)))
            .toArray(Write[]::new);

    assertThat(write(documents(Map.of()), writes)).hasSize(2_000).are(APPLIED);

    Write[] updates =
        IntStream.range(0, 2_000)
            .mapToObj(
                each ->
                    update(
                        "u" + each,
                        "" + each,
                        new Precondition.FieldsAre(Fixture.row(Map.of("body", body + each))),
                        Map.of("body", each + body)))
            .toArray(Write[]::new);
    assertThat(write(documents(Map.of()), updates)).hasSize(2_000).are(APPLIED);
    assertThat(fixture.ask("select sum(length(body)) from document")).isEqualTo("32006890");
  }

  @Test
  void aValueLargerThanThatIsRefusedAndTheOthersAreDoneWhenSentAgain() {
    Dataset documents = documents(Map.of());
    Write first = creation("w1", "1", Map.of("body", "first"));
    Write last = creation("w3", "3", Map.of("body", "last"));

    List<WriteOutcome> outcomes = write(documents, first, large(2, new byte[TOO_LARGE]), last);

    assertThat(outcomes.get(1)).is(REFUSED);
    assertThat(write(documents, Fixture.again(first), Fixture.again(last))).are(APPLIED);
    assertThat(fixture.ask("select group_concat(id order by id) from document")).isEqualTo("1,3");
  }

  @Test
  void aContentLargerThanThatIsRefused() {
    byte[] content = new byte[TOO_LARGE];
    new Random(4711).nextBytes(content);
    Write write =
        creation("w1", "1", Map.of("scan", "" + LargeObject.ofContent(content)))
            .with(wanted -> Optional.of(new ByteArrayInputStream(content)));

    assertThat(write(documents(Map.of("large", "scan")), write)).are(REFUSED);
  }
}

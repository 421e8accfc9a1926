package io.syncline.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Contents;
import io.syncline.spi.Dataset;
import io.syncline.spi.PointRead;
import io.syncline.spi.Precondition;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;

/** Fields that are carried as {@link LargeObject}s. */
final class ContentRules {

  private ContentRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.optional(
            "LO-01",
            "a large field shows digest and length of its content, which is read as it is; another"
                + " content than asked for is not handed out",
            rule(ContentRules::isRead)),
        Rule.optional(
            "LO-02",
            "a content that is written is the one that stands there, and is shown by its digest",
            rule(ContentRules::isWritten)),
        Rule.optional(
            "LO-03",
            "a write whose content is not to be had is Blocked and changes nothing; the others of"
                + " its batch are done",
            rule(ContentRules::isAwaited)));
  }

  private static Rule.Scenario rule(BiConsumer<Bench, Field> scenario) {
    return bench -> {
      Field field =
          new Field(bench, Skipped.unlessAble(bench.can().largeField(), "carry a large field"));
      scenario.accept(bench, field);
    };
  }

  private static void isRead(Bench bench, Field field) {
    byte[] content = field.another();
    NativeKey key = field.behind.create(content);
    try {
      assertThat(field.shown(key))
          .as("the field must show digest and length of its content")
          .isEqualTo(Optional.of(Value.of(LargeObject.ofContent(content).toString())));
      assertThat(field.read(key, LargeObject.ofContent(content)))
          .as("the content must be read as it is")
          .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
      assertThat(field.read(NativeKey.parse(key + "0"), LargeObject.ofContent(content)))
          .as("there must be no content of a record that is not there")
          .isEmpty();
      field.behind.change(key, field.another());
      assertThat(field.read(key, LargeObject.ofContent(content)))
          .as("another content than asked for must not be handed out")
          .isEmpty();
    } finally {
      field.behind.delete(key);
    }
  }

  private static void isWritten(Bench bench, Field field) {
    NativeKey key = field.behind.create(field.another());
    try {
      byte[] content = field.another();

      WriteOutcome outcome = field.write(field.update(bench, key, content, true)).get(0);

      assertThat(outcome)
          .as("a content that is to be had must be written")
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(field.behind.content(key)).as("the content that was written").isEqualTo(content);
      assertThat(field.shown(key))
          .as("the field must show the content that was written")
          .isEqualTo(Optional.of(Value.of(LargeObject.ofContent(content).toString())));
    } finally {
      field.behind.delete(key);
    }
  }

  private static void isAwaited(Bench bench, Field field) {
    byte[] before = field.another();
    NativeKey waiting = field.behind.create(before);
    NativeKey other = field.behind.create(before);
    try {
      List<WriteOutcome> outcomes =
          field.write(
              field.update(bench, waiting, field.another(), false),
              field.update(bench, other, field.another(), true));

      assertThat(outcomes.get(0))
          .as("a write whose content is not to be had")
          .isInstanceOf(WriteOutcome.Blocked.class);
      assertThat(outcomes.get(1))
          .as("another write of the batch")
          .isInstanceOf(WriteOutcome.Applied.class);
      assertThat(field.behind.content(waiting)).as("what must stand as it stood").isEqualTo(before);
    } finally {
      field.behind.delete(waiting);
      field.behind.delete(other);
    }
  }

  /** The field as the adapter has it, and as others have it. */
  private static final class Field {
    private final Bench bench;
    private final Abilities.LargeField behind;
    private final Dataset dataset;

    Field(Bench bench, Abilities.LargeField behind) {
      this.bench = bench;
      this.behind = behind;
      this.dataset = bench.adapter().dataset(behind.dataset());
    }

    /** A content that there was not before. */
    byte[] another() {
      byte[] content = new byte[behind.length() + bench.next()];
      Random random = new Random(content.length);
      for (int i = 0; i < content.length; i++) {
        content[i] = (byte) (' ' + random.nextInt('~' - ' '));
      }
      return content;
    }

    Optional<Value> shown(NativeKey key) {
      PointRead read =
          Skipped.unlessHad(dataset.pointReader(), "point reader")
              .read(List.of(key), bench.limits().call())
              .get(0);
      return read instanceof PointRead.Found found
          ? found.image().row().get(behind.name())
          : Optional.empty();
    }

    Optional<byte[]> read(NativeKey key, LargeObject wanted) {
      ContentReader reader = Skipped.unlessHad(dataset.contentReader(), "content reader");
      return reader
          .open(key, behind.name(), wanted, bench.limits().call())
          .map(ContentRules::bytes);
    }

    Write update(Bench bench, NativeKey key, byte[] content, boolean had) {
      Contents contents =
          wanted ->
              had && wanted.equals(LargeObject.ofContent(content))
                  ? Optional.of(new ByteArrayInputStream(content))
                  : Optional.empty();
      return new Write(
              "content " + key + bench.next() + bench.behind().mark(),
              WriteKind.UPDATE,
              Optional.of(key),
              Row.of(behind.name(), Value.of(LargeObject.ofContent(content).toString())),
              new Precondition.Exists(),
              false)
          .with(contents);
    }

    List<WriteOutcome> write(Write... writes) {
      return Skipped.unlessHad(dataset.writer(), "writer")
          .write(List.of(writes), bench.limits().call());
    }
  }

  private static byte[] bytes(InputStream content) {
    try (content) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

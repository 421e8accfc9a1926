package io.syncline.jdbc.kill;

import static io.syncline.model.FieldType.text;

import io.syncline.Hub;
import io.syncline.jdbc.JdbcState;
import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.Capabilities;
import io.syncline.spi.Change;
import io.syncline.spi.Dataset;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Health;
import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.Received;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program whose hub is called for ever by many threads, each time for another record, and that
 * prints the key of each one that was taken.
 */
final class Called {

  private static final int CALLERS = 16;

  private Called() {}

  /** The file of its state, then the number of the first record. */
  public static void main(String[] words) {
    Hub hub = hub(Path.of(words[0]));
    InboundHandler handler = hub.inbound("crm");
    AtomicLong next = new AtomicLong(Long.parseLong(words[1]));
    for (int i = 0; i < CALLERS; i++) {
      new Thread(() -> call(handler, next)).start();
    }
  }

  private static void call(InboundHandler handler, AtomicLong next) {
    while (true) {
      String key = Long.toString(next.getAndIncrement());
      byte[] body = key.getBytes(StandardCharsets.UTF_8);
      if (handler.handle(new InboundRequest("POST", "/hook", "", Map.of(), body)).isGood()) {
        System.out.println(key);
      }
    }
  }

  private static Hub hub(Path state) {
    return Hub.builder()
        .state(JdbcState.file(state))
        .system("crm", context -> new Crm())
        .system("erp", context -> new Crm())
        .entity(
            "customer",
            customer ->
                customer
                    .field("name", text())
                    .in("crm", flow -> flow.dataset("contacts").key("id").everyFieldByName())
                    .in("erp", flow -> flow.dataset("contacts").key("id").everyFieldByName()))
        .build();
  }

  /** Has nothing, and tells of everything. */
  private static final class Crm implements Adapter {

    @Override
    public Health probe(Probe depth, Duration within) {
      return new Health(List.of(), Duration.ZERO);
    }

    @Override
    public List<String> datasets(Duration within) {
      return List.of("contacts");
    }

    @Override
    public Dataset dataset(DatasetSpec spec) {
      return new Contacts(spec);
    }

    @Override
    public void close(Duration grace) {}
  }

  private record Contacts(DatasetSpec spec) implements Dataset {

    @Override
    public Capabilities capabilities() {
      return Capabilities.builder().build();
    }

    @Override
    public Optional<PointReader> pointReader() {
      return Optional.of(
          (keys, within) -> keys.stream().<PointRead>map(PointRead.Gone::new).toList());
    }

    @Override
    public Optional<InboundReceiver> inboundReceiver() {
      return Optional.of(new Receiver());
    }
  }

  /** The body is the key, and the id too. */
  private static final class Receiver implements InboundReceiver {

    @Override
    public String path() {
      return "/hook";
    }

    @Override
    public int maxBodyBytes() {
      return 100;
    }

    @Override
    public Duration replayWindow() {
      return Duration.ofDays(1);
    }

    @Override
    public Received receive(InboundRequest request) {
      String key = new String(request.body(), StandardCharsets.UTF_8);
      return new Received(
          InboundResponse.OK, Optional.of(key), List.of(new Change.Hinted(NativeKey.of(key))));
    }
  }
}

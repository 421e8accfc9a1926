package io.syncline.testkit;

import io.syncline.model.NativeKey;
import io.syncline.spi.Adapter;
import io.syncline.spi.AdapterContext;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.Change;
import io.syncline.spi.Dataset;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.PointReader;
import io.syncline.spi.Received;
import io.syncline.spi.Scanner;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A system that calls us at {@code /hook}: the first word of a body is an id, the others keys. */
final class Listening implements AdapterSource {

  static final Duration WINDOW = Duration.ofMinutes(10);

  private final AdapterSource system;
  private volatile Runnable afterNextRead = () -> {};
  private volatile Runnable afterNextPage = () -> {};

  Listening(AdapterSource system) {
    this.system = system;
  }

  /** Once, when records were read and before they are taken in. */
  void afterNextRead(Runnable deed) {
    afterNextRead = deed;
  }

  /** Once, when the first page of a listing was read and before it is taken in. */
  void afterNextPage(Runnable deed) {
    afterNextPage = deed;
  }

  static InboundRequest request(String body) {
    return new InboundRequest("POST", "/hook", "", Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Adapter open(AdapterContext context) {
    Adapter adapter = system.open(context);
    return proxy(
        Adapter.class,
        adapter,
        "dataset",
        dataset ->
            proxy(
                Dataset.class,
                proxy(
                    Dataset.class,
                    proxy(Dataset.class, dataset, "inboundReceiver", none -> receiver()),
                    "scanner",
                    scanner -> ((Optional<?>) scanner).map(this::scanner)),
                "pointReader",
                reader -> ((Optional<?>) reader).map(each -> reader((PointReader) each))));
  }

  private Scanner scanner(Object scanner) {
    return proxy(
        Scanner.class,
        scanner,
        "start",
        page -> {
          Runnable deed = afterNextPage;
          afterNextPage = () -> {};
          deed.run();
          return page;
        });
  }

  private PointReader reader(PointReader reader) {
    return (keys, within) -> {
      var read = reader.read(keys, within);
      Runnable deed = afterNextRead;
      afterNextRead = () -> {};
      deed.run();
      return read;
    };
  }

  private static Optional<InboundReceiver> receiver() {
    return Optional.of(
        new InboundReceiver() {
          @Override
          public String path() {
            return "/hook";
          }

          @Override
          public int maxBodyBytes() {
            return 1000;
          }

          @Override
          public Duration replayWindow() {
            return WINDOW;
          }

          @Override
          public Received receive(InboundRequest request) {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            if (body.equals("broken")) {
              throw new IllegalStateException("a mistake of the receiver");
            }
            List<String> words = Arrays.asList(body.split(" "));
            return new Received(
                InboundResponse.OK,
                Optional.of(words.get(0)),
                words.stream()
                    .skip(1)
                    .<Change>map(key -> new Change.Hinted(NativeKey.of(key)))
                    .toList());
          }
        });
  }

  interface Altering {
    Object of(Object answer);
  }

  static <T> T proxy(Class<T> type, Object real, String method, Altering change) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, words) -> {
              Object answer = call(real, called, words);
              return called.getName().equals(method) ? change.of(answer) : answer;
            }));
  }

  private static @Nullable Object call(Object real, Method called, @Nullable Object[] words)
      throws Throwable {
    try {
      return called.invoke(real, words);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

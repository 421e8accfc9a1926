package io.syncline.testkit.conformance;

import io.syncline.model.NativeKey;
import io.syncline.spi.Capabilities.Versions;
import io.syncline.spi.Change;
import io.syncline.spi.Image;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.PointRead;
import io.syncline.spi.PointReader;
import io.syncline.spi.Received;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Rule by rule, an adapter that takes what its system sends in a wrong way. */
final class WrongReceivers {

  private WrongReceivers() {}

  static Map<String, Wrong> all() {
    Map<String, Wrong> all = new LinkedHashMap<>();
    all.put(
        "IN-01",
        new Wrong(
            "what is lacking of a request is told",
            subject(faulty -> faulty.receiver = receiving(WrongReceivers::tellsWhatIsLacking))));
    all.put(
        "IN-02",
        new Wrong(
            "ids are remembered for a moment, and stamps taken for minutes",
            subject(faulty -> faulty.receiver = RemembersForAMoment::new)));
    all.put(
        "IN-03",
        new Wrong(
            "each delivery has another id, whatever the request says",
            subject(faulty -> faulty.receiver = receiving(WrongReceivers::underAnotherId))));
    all.put(
        "IN-04",
        new Wrong(
            "what a delivery names is read as it was seen first",
            // ordered versions would tell that it is old
            new WrongSubject(
                shape -> MemorySubject.calling(shape).versions(Versions.OPAQUE),
                readsWhatWasSeenFirst())));
    all.put(
        "IN-05",
        new Wrong(
            "a body that is cut off ends in an exception",
            subject(faulty -> faulty.receiver = receiving(WrongReceivers::throwsAtMalformed))));
    return all;
  }

  private static Subject subject(Consumer<Faulty> fault) {
    return new WrongSubject(MemorySubject::calling, fault);
  }

  /** Makes something else of what the right one has made of a request. */
  @FunctionalInterface
  private interface Remaking {
    Received of(InboundRequest request, Received right);
  }

  private static UnaryOperator<InboundReceiver> receiving(Remaking remaking) {
    return right ->
        new Passing(right) {
          @Override
          public Received receive(InboundRequest request) {
            return remaking.of(request, right.receive(request));
          }
        };
  }

  private static Received tellsWhatIsLacking(InboundRequest request, Received right) {
    return right.response().isGood() || request.header("X-Id").isPresent()
        ? right
        : Received.refused(new InboundResponse(401, "no id"));
  }

  private static Received underAnotherId(InboundRequest request, Received right) {
    return new Received(
        right.response(), Optional.of(UUID.randomUUID().toString()), right.changes());
  }

  private static Received throwsAtMalformed(InboundRequest request, Received right) {
    if (right.response().equals(InboundResponse.MALFORMED)) {
      throw new IllegalStateException("cannot be read: bytes=" + request.body().length);
    }
    return right;
  }

  private static Consumer<Faulty> readsWhatWasSeenFirst() {
    Map<NativeKey, Image> first = new ConcurrentHashMap<>();
    Set<NativeKey> delivered = ConcurrentHashMap.newKeySet();
    return faulty -> {
      faulty.receiver =
          receiving(
              (request, right) -> {
                right.changes().stream().map(Change::key).forEach(delivered::add);
                return right;
              });
      faulty.scanner =
          WrongScanners.paging(
              (page, limits) -> {
                page.entries().forEach(entry -> first.putIfAbsent(entry.key(), entry.image()));
                return page;
              });
      faulty.reader = right -> reader(right, first, delivered);
    };
  }

  private static PointReader reader(
      PointReader right, Map<NativeKey, Image> first, Set<NativeKey> delivered) {
    return (keys, within) ->
        right.read(keys, within).stream()
            .map(
                read ->
                    read instanceof PointRead.Found found && delivered.contains(found.key())
                        ? new PointRead.Found(
                            found.key(), first.getOrDefault(found.key(), found.image()))
                        : read)
            .toList();
  }

  /** Does all as the right one does. */
  private abstract static class Passing implements InboundReceiver {
    private final InboundReceiver right;

    Passing(InboundReceiver right) {
      this.right = right;
    }

    @Override
    public String path() {
      return right.path();
    }

    @Override
    public Set<String> methods() {
      return right.methods();
    }

    @Override
    public int maxBodyBytes() {
      return right.maxBodyBytes();
    }

    @Override
    public Duration replayWindow() {
      return right.replayWindow();
    }
  }

  private static final class RemembersForAMoment extends Passing {
    private final InboundReceiver right;

    RemembersForAMoment(InboundReceiver right) {
      super(right);
      this.right = right;
    }

    @Override
    public Duration replayWindow() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Received receive(InboundRequest request) {
      return right.receive(request);
    }
  }
}

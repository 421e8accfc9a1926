package io.syncline.engine;

import io.syncline.model.SystemId;
import io.syncline.spi.InboundHandler;
import io.syncline.spi.InboundReceiver;
import io.syncline.spi.InboundRequest;
import io.syncline.spi.InboundResponse;
import io.syncline.spi.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what one system sends: has it read by its flows' receivers, stores it, then says so. */
final class Inbound implements InboundHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

  private final SystemId system;
  private final Deliveries deliveries;
  private final Map<FlowName, InboundReceiver> receivers = new TreeMap<>();

  Inbound(SystemId system, List<SyncEntity> entities, Deliveries deliveries) {
    this.system = system;
    this.deliveries = deliveries;
    for (SyncEntity entity : entities) {
      if (entity.flows().containsKey(system)) {
        Flow flow = entity.flow(system);
        flow.dataset()
            .inboundReceiver()
            .ifPresent(receiver -> receivers.put(name(entity, flow), receiver));
      }
    }
    if (receivers.isEmpty()) {
      throw new IllegalArgumentException(
          "must have a dataset that is sent to us: system=" + system);
    }
  }

  private static FlowName name(SyncEntity entity, Flow flow) {
    FlowName name = new FlowName(entity.name(), flow.system());
    if (flow.dataset().pointReader().isEmpty()) {
      throw new IllegalArgumentException(
          "must be readable by key, since it is sent to us: " + name);
    }
    return name;
  }

  @Override
  public int maxBodyBytes() {
    return receivers.values().stream().mapToInt(InboundReceiver::maxBodyBytes).max().orElseThrow();
  }

  @Override
  public InboundResponse handle(InboundRequest request) {
    List<Delivery> read = new ArrayList<>();
    InboundResponse answer = InboundResponse.NOT_FOUND;
    for (Map.Entry<FlowName, InboundReceiver> each : receivers.entrySet()) {
      InboundReceiver receiver = each.getValue();
      if (receiver.path().equals(request.path())) {
        Received received = receive(receiver, request);
        if (!received.response().isGood()) {
          return received.response();
        }
        answer = received.response();
        if (!received.changes().isEmpty()) {
          read.add(Delivery.of(each.getKey(), received, receiver.replayWindow()));
        }
      }
    }
    return read.isEmpty() || deliveries.store(read) ? answer : InboundResponse.UNAVAILABLE;
  }

  private Received receive(InboundReceiver receiver, InboundRequest request) {
    if (!receiver.methods().contains(request.method())) {
      return Received.refused(InboundResponse.NOT_ALLOWED);
    }
    if (request.body().length > receiver.maxBodyBytes()) {
      return Received.refused(InboundResponse.TOO_LARGE);
    }
    try {
      return receiver.receive(request);
    } catch (RuntimeException e) { // a receiver's mistake must not look like a delivery
      LOG.error("{}: its receiver failed", system, e);
      return Received.refused(InboundResponse.UNAVAILABLE);
    }
  }
}

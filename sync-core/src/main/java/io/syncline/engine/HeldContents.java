package io.syncline.engine;

import io.syncline.model.LargeObject;
import io.syncline.model.Row;
import io.syncline.model.SystemId;
import io.syncline.model.Value;
import io.syncline.reconcile.Holding;
import io.syncline.spi.ContentReader;
import io.syncline.spi.Write;
import io.syncline.store.Link;
import io.syncline.store.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contents that the fields of writes to one system stand for, from any other system that showed
 * the same when it was last seen. That a content cannot be had of a system is logged, and no fault
 * of the one that is written.
 */
final class HeldContents {

  private static final Logger LOG = LoggerFactory.getLogger(HeldContents.class);

  private final SyncEntity entity;
  private final List<Flow> sources;
  private final Duration limit;

  HeldContents(SyncEntity entity, Flow written, Duration limit) {
    this.entity = entity;
    this.sources =
        entity.flows().values().stream()
            .filter(each -> !each.system().equals(written.system()))
            .filter(each -> each.dataset().contentReader().isPresent())
            .toList();
    this.limit = limit;
  }

  /** The write, with the contents that its fields stand for. */
  Write supply(Outgoing outgoing) {
    return sources.isEmpty()
        ? outgoing.write()
        : outgoing.write().with(wanted -> open(outgoing.record(), wanted));
  }

  private Optional<InputStream> open(StoredRecord record, LargeObject wanted) {
    for (Flow source : sources) {
      Link link = record.links().get(source.system());
      Optional<Holding> holding = record.state().holding(source.system());
      if (link != null && holding.isPresent() && holding.get().alive()) {
        for (String field : fields(source, holding.get().registers().values(), wanted)) {
          Optional<InputStream> content = read(source, link, field, wanted);
          if (content.isPresent()) {
            return content;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The native fields that show it. */
  private static Set<String> fields(Flow source, Row shown, LargeObject wanted) {
    Value value = Value.of(wanted.toString());
    List<String> names = new ArrayList<>();
    shown.forEach(
        (name, each) -> {
          if (each.equals(value)) {
            names.add(name);
          }
        });
    return source.mapping().nativeFields(names);
  }

  private Optional<InputStream> read(Flow source, Link link, String field, LargeObject wanted) {
    ContentReader reader = source.dataset().contentReader().orElseThrow();
    SystemId system = source.system();
    try (InputStream content =
        reader.open(link.key(), field, wanted, limit).orElseGet(InputStream::nullInputStream)) {
      Optional<InputStream> whole = Spool.whole(content, wanted);
      if (whole.isEmpty()) {
        LOG.info(
            "{} {} {}: {} holds another content now", system, entity.name(), link.key(), field);
      }
      return whole;
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} {} {}: the content of {} cannot be read: {}",
          system,
          entity.name(),
          link.key(),
          field,
          e.toString());
      return Optional.empty();
    }
  }
}

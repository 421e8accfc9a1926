package io.syncline.http.rest;

import io.syncline.http.manifest.DatasetManifest;
import io.syncline.http.manifest.FeedSpec;
import io.syncline.http.manifest.FeedSpec.ModifiedSince;
import io.syncline.http.manifest.FeedSpec.Sequence;
import io.syncline.http.manifest.ListSpec;
import java.util.Optional;

/** Makes feeds of what manifests say. */
record Feeds(
    WebService service, DatasetManifest manifest, Records records, Attachments attachments) {

  /** With the feed of deletions beside it, where there is one. */
  RestFeed<?> feed(FeedSpec spec) {
    Follower<?> main = follower(spec, Items.ofChanges(spec, records, attachments));
    String what = "feed " + spec.kind().text();
    Optional<FeedSpec> beside = spec.deletes().flatMap(FeedSpec.Deletes::feed);
    if (beside.isEmpty()) {
      return feed(main, spec, Cursors.of(manifest.name(), what, spec.list()));
    }
    FeedSpec deletions = beside.get();
    return feed(
        new DeletionsBeside<>(follower(deletions, Items.ofDeletions(deletions, records)), main),
        spec,
        Cursors.of(
            manifest.name(),
            what + " and deletions " + deletions.kind().text(),
            spec.list(),
            deletions.list()));
  }

  private <P extends Position> RestFeed<P> feed(
      Follower<P> follower, FeedSpec spec, Cursors cursors) {
    return new RestFeed<>(follower, spec, cursors, service::now);
  }

  private Follower<?> follower(FeedSpec spec, Items items) {
    ListSpec list = spec.list();
    if (spec.kind() instanceof ModifiedSince kind) {
      return new ModifiedFeed(service, list, kind, items);
    }
    if (spec.kind() instanceof Sequence kind) {
      return new SequenceFeed(service, spec, kind, items);
    }
    return new TokenFeed(service, spec, items);
  }
}

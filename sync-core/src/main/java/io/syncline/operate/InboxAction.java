package io.syncline.operate;

import io.syncline.engine.Change;
import io.syncline.engine.SyncEntity;
import io.syncline.model.SystemId;
import java.util.List;

/** What is done to entries of one flow that are as they were seen. */
interface InboxAction {

  /** What became of one entry. */
  enum Outcome {
    DONE,
    /** It does not fit the entry, or does not decide it. */
    LEFT,
    /** The entry changed while it was acted on. */
    MOVED_ON
  }

  /** One outcome for each entry, in order. */
  List<Outcome> take(Change change, SyncEntity entity, SystemId system, List<Current> entries);
}

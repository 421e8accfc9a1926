package io.syncline.engine;

import io.syncline.model.EntityName;
import io.syncline.model.NativeKey;
import io.syncline.model.RecordId;
import io.syncline.model.SystemId;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreView;
import java.util.Optional;

/** Tells which record had a native key before its system moved it to another. */
public final class OldKeys {

  private OldKeys() {}

  /** Empty where the key is not an old one, as far as the hub saw. */
  public static Optional<RecordId> record(
      StoreView view, EntityName entity, SystemId system, NativeKey key) {
    return view.note(entity, system, NoteKind.ALIAS, key.toString()).map(Aliases::record);
  }
}

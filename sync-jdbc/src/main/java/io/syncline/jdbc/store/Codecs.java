package io.syncline.jdbc.store;

import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.store.Flag;
import io.syncline.store.JournalImage;
import io.syncline.store.NoteImage;
import io.syncline.store.NoteKind;
import io.syncline.store.ParkedImage;
import io.syncline.store.RecordImage;
import io.syncline.store.Symbols;
import java.util.List;
import java.util.Locale;

/** A store's dictionary, and what is read and written by it. */
record Codecs(
    Symbols symbols,
    RecordImage records,
    ParkedImage parked,
    JournalImage journal,
    NoteImage notes) {

  static Codecs of(Symbols symbols) {
    return new Codecs(
        symbols,
        new RecordImage(symbols),
        new ParkedImage(symbols),
        new JournalImage(symbols),
        new NoteImage(symbols));
  }

  int place(EntityName entity) {
    return symbols.number(List.of(entity.name()));
  }

  int place(EntityName entity, SystemId system) {
    return symbols.number(List.of(entity.name(), system.name()));
  }

  int place(EntityName entity, SystemId system, Flag flag) {
    return place(entity, system, flag.name());
  }

  int place(EntityName entity, SystemId system, NoteKind kind) {
    return place(entity, system, "note " + kind.name());
  }

  private int place(EntityName entity, SystemId system, String what) {
    return symbols.number(List.of(entity.name(), system.name(), what.toLowerCase(Locale.ROOT)));
  }
}

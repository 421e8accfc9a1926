package io.syncline.suggest;

import io.syncline.model.FieldType;
import io.syncline.spi.DatasetSchema.NativeField;
import io.syncline.suggest.FieldPair.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a chosen candidate a field: its name and type, its lenses, directions and notes. */
final class PairDraft {

  private final Assessed chosen;
  private final Side one;
  private final Side other;
  private final NativeField first;
  private final NativeField second;
  private final FieldType type;

  PairDraft(Assessed chosen, Side one, Side other) {
    this.chosen = chosen;
    this.one = one;
    this.other = other;
    this.first = chosen.candidate().one();
    this.second = chosen.candidate().other();
    this.type = chosen.evidence().form().type().orElse(chosen.candidate().fit().type());
  }

  /** Adds the name to those that are taken. */
  FieldPair pair(Set<String> taken) {
    Evidence.Form form = chosen.evidence().form();
    return new FieldPair(
        name(taken),
        type,
        end(first, form.one()),
        end(second, form.other()),
        chosen.confidence(),
        chosen.reason(),
        notes());
  }

  private String name(Set<String> taken) {
    FieldWords words = FieldWords.of(first.name(), one.dataset());
    FieldWords others = FieldWords.of(second.name(), other.dataset());
    String name = (others.words().size() < words.words().size() ? others : words).name();
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + i;
    }
    return free;
  }

  private End end(NativeField field, Optional<String> form) {
    List<String> lenses = new ArrayList<>();
    if (type.kind() == chosen.candidate().fit().type().kind() && type.symbols().isEmpty()) {
      chosen.candidate().fit().guard(field.type()).ifPresent(lenses::add);
    }
    form.ifPresent(lenses::add);
    String direction = field.readOnly() ? "read-only" : field.keyPart() ? "write-once" : "";
    return new End(field.name(), lenses, direction);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    Evidence evidence = chosen.evidence();
    if (evidence.form().type().isEmpty()) {
      notes.addAll(chosen.candidate().fit().notes());
    } else if (!type.symbols().isEmpty()) {
      notes.add("TODO symbols that were not seen are refused: add them");
    }
    if (first.nullable() != second.nullable()) {
      Side strict = first.nullable() ? other : one;
      notes.add(strict.system() + " refuses NULL, which the other side may show");
    }
    if (first.readOnly() || second.readOnly()) {
      notes.add((first.readOnly() ? one : other).system() + " does not let it be written");
    }
    if (evidence.isTold() && evidence.share() < 1) {
      notes.add("where the values differ, first contact holds the field for a person");
    }
    return notes;
  }
}

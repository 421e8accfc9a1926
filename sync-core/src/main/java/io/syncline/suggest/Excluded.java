package io.syncline.suggest;

import io.syncline.spi.DatasetSchema.NativeField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields that tell of a row and not of the thing it stands for, or that a file cannot name. */
final class Excluded {

  private static final Set<String> CHANGED =
      Set.of("updated", "modified", "changed", "update", "change", "lastmodified", "lastupdated");
  private static final Set<String> MADE = Set.of("created", "inserted", "creation");
  private static final Set<String> BESIDE =
      Set.of("at", "on", "time", "date", "last", "timestamp", "stamp");
  private static final Set<String> VERSIONS =
      Set.of("version", "revision", "etag", "rowversion", "xmin", "rowid");

  private Excluded() {}

  /** Empty where the field may be mapped. */
  static Optional<String> reason(NativeField field, Side side) {
    if (field.name().contains("${") || field.name().isBlank()) {
      return Optional.of("its name cannot be written in a file");
    }
    List<String> words = FieldWords.of(field.name(), side.dataset()).words();
    if (words.size() == 1 && VERSIONS.contains(words.get(0))) {
      return Optional.of("tells which version of the row it is, not of what it stands for");
    }
    return isStamp(words, CHANGED) || isStamp(words, MADE)
        ? Optional.of("tells when the row was written, not of what it stands for")
        : Optional.empty();
  }

  /** Whether it tells when a row was last changed, so that a feed may poll it. */
  static boolean isChangeStamp(NativeField field, Side side) {
    return isStamp(FieldWords.of(field.name(), side.dataset()).words(), CHANGED);
  }

  private static boolean isStamp(List<String> words, Set<String> verbs) {
    return words.stream().anyMatch(verbs::contains)
        && words.stream().allMatch(word -> verbs.contains(word) || BESIDE.contains(word));
  }
}

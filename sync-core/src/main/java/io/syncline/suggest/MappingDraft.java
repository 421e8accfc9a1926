package io.syncline.suggest;

import io.syncline.config.HubConfig;
import io.syncline.config.HubFile;
import java.util.List;
import java.util.Optional;

/**
 * A mapping as far as it can be told without a person.
 *
 * @param pairs in the order of the first system's fields
 * @param matchOn by what records may be matched at first contact, in the words of a file, and why
 * @param leftOut every native field that is in no pair
 * @param text a file that {@code Hub.from(path)} reads, with a comment at each line that a person
 *     has to judge; {@code TODO} where one has to decide. The types and settings of the systems are
 *     left to do
 */
public record MappingDraft(
    String entity,
    List<FieldPair> pairs,
    Optional<MatchField> matchOn,
    List<LeftOut> leftOut,
    String text) {

  public MappingDraft {
    pairs = List.copyOf(pairs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A rule of first contact.
   *
   * @param rule such as {@code lower(email)}
   */
  public record MatchField(String rule, String reason) {}

  /**
   * What the text declares. Its systems have no type yet: {@link HubConfig#over} puts adapters in
   * their place.
   *
   * @throws io.syncline.config.ConfigException if no two fields are alike, so that nothing is
   *     mapped
   */
  public HubConfig config() {
    return HubFile.parse(text);
  }
}

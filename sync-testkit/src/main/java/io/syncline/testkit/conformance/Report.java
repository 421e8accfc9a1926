package io.syncline.testkit.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the suite found of one dataset.
 *
 * @param subject its name
 * @param findings one per rule, in the order of the rules
 * @param level what a hub may rely on, each in a few words
 */
public record Report(String subject, List<Finding> findings, List<String> level) {

  private static final int FORMAT = 1;

  public Report {
    findings = List.copyOf(findings);
    level = List.copyOf(level);
  }

  /** Whether no rule is broken but those that are known to be. */
  public boolean isGood() {
    return findings.stream().noneMatch(finding -> finding.result() == Result.FAILED);
  }

  public long count(Result result) {
    return findings.stream().filter(finding -> finding.result() == result).count();
  }

  /**
   * For tools, which may compare it from one version of an adapter to the next: {@code format},
   * {@code subject}, {@code good}, {@code level} and {@code findings}.
   */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("format", FORMAT);
    document.put("subject", subject);
    document.put("good", isGood());
    document.put("level", level);
    document.put("findings", findings.stream().map(Report::document).toList());
    return document;
  }

  private static Map<String, Object> document(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rule", finding.rule().id());
    members.put("words", finding.rule().words());
    members.put("need", finding.rule().need().letter());
    members.put("result", word(finding.result()));
    members.put("reason", finding.reason());
    members.put("millis", finding.time().toMillis());
    return members;
  }

  /** A table of all rules, below what they amount to. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(subject).append("\n\n");
    for (Result result : Result.values()) {
      text.append(count(result)).append(' ').append(word(result)).append(", ");
    }
    text.setLength(text.length() - 2);
    text.append(".\n\nA hub may rely on this:\n\n");
    level.forEach(each -> text.append("- ").append(each).append('\n'));
    text.append("\n| rule | | result | reason | ms |\n| --- | --- | --- | --- | ---: |\n");
    findings.forEach(finding -> text.append(line(finding)));
    return text.toString();
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d |%n",
        cell(finding.rule().toString()),
        finding.rule().need().letter(),
        word(finding.result()),
        cell(finding.reason()),
        finding.time().toMillis());
  }

  private static String word(Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}

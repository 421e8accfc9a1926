package io.syncline.testkit.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the suite found of one dataset.
 *
 * @param subject its name
 * @param findings one per rule, in the order of the rules
 * @param level what a hub may rely on, each in a few words
 */
public record Report(String subject, List<Finding> findings, List<String> level) {

  private static final int FORMAT = 1;
  private static final int SLOWEST = 3;

  public Report {
    findings = List.copyOf(findings);
    level = List.copyOf(level);
  }

  /** What files and folders are called that belong to a subject of this name. */
  static String fileName(String subject) {
    return subject.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
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

  /** In one line: how many of which result, how long it took, and which rules took longest. */
  public String summary() {
    Duration all = findings.stream().map(Finding::time).reduce(Duration.ZERO, Duration::plus);
    String slowest =
        findings.stream()
            .sorted(Comparator.comparing(Finding::time).reversed())
            .limit(SLOWEST)
            .map(finding -> finding.rule().id() + " " + seconds(finding.time()))
            .collect(Collectors.joining(", "));
    return subject + ": " + counts() + ", in " + seconds(all) + "; slowest: " + slowest;
  }

  private String counts() {
    return Arrays.stream(Result.values())
        .map(result -> count(result) + " " + word(result))
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }

  /** A table of all rules, below what they amount to. It tells no times, to be comparable. */
  public String toMarkdown() {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(subject).append("\n\n");
    text.append(counts()).append(".\n\nA hub may rely on this:\n\n");
    level.forEach(each -> text.append("- ").append(each).append('\n'));
    text.append("\n| rule | | result | reason |\n| --- | --- | --- | --- |\n");
    findings.forEach(finding -> text.append(line(finding)));
    return text.toString();
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s |\n",
        cell(finding.rule().toString()),
        finding.rule().need().letter(),
        word(finding.result()),
        cell(finding.reason()));
  }

  private static String word(Result result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }
}

package io.syncline.http.manifest;

import io.syncline.http.client.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;

/** Reads {@code connection}. */
final class ConnectionReader {

  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(90));

  private ConnectionReader() {}

  static ConnectionSpec read(Section section) {
    URI base = base(section);
    ConnectionSpec connection =
        new ConnectionSpec(
            base,
            RouteReader.read(section),
            new AuthReader(section, base).read(),
            section.section("timeouts").map(ConnectionReader::timeouts).orElse(TIMEOUTS),
            LimitsReader.read(section),
            RetryReader.read(section),
            section.section("failure").map(ConnectionReader::failure).orElse(FailureShape.NONE),
            errors(section),
            section.text("hook"));
    section.end();
    return connection;
  }

  private static URI base(Section section) {
    String text = section.requiredText("base");
    Optional<URI> base =
        Addresses.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (base.isPresent()) {
      return base.get();
    }
    if (section.has("base") && !text.equals("unset")) {
      section.fault("base", "must be an address such as https://api.example.com/v1: " + text);
    }
    return URI.create("http://unset");
  }

  private static Timeouts timeouts(Section section) {
    Timeouts timeouts =
        new Timeouts(
            section.duration("connect", TIMEOUTS.connect()),
            section.duration("headers", TIMEOUTS.headers()),
            section.duration("body", TIMEOUTS.body()),
            section.duration("call", TIMEOUTS.call()));
    section.end();
    return timeouts;
  }

  static FailureShape failure(Section section) {
    FailureShape shape =
        new FailureShape(
            section.pointer("code"),
            section.pointer("text"),
            section.pointer("key"),
            section.section("fields").map(ConnectionReader::failureFields));
    section.end();
    return shape;
  }

  private static FailureShape.Fields failureFields(Section section) {
    FailureShape.Fields fields =
        new FailureShape.Fields(
            section.requiredPointer("items"),
            section.requiredPointer("field"),
            section.pointer("text"));
    section.end();
    return fields;
  }

  private static List<ErrorRule> errors(Section connection) {
    List<ErrorRule> rules = new ArrayList<>();
    for (Section rule : connection.sections("errors")) {
      Section when = rule.requiredSection("when");
      Optional<Verdict> then = rule.word("then", Verdict.words(), Verdict::of);
      if (!rule.has("then")) {
        rule.fault("then", "must be given");
      }
      rules.add(
          new ErrorRule(
              statuses(when),
              when.text("code"),
              when.text("text"),
              when.section("body").map(ConnectionReader::bodyIs),
              when.pointer("given"),
              then.orElse(Verdict.REJECTED),
              told(rule)));
      when.end();
      rule.end();
    }
    return rules;
  }

  private static FailureShape told(Section rule) {
    return new FailureShape(
        rule.pointer("code"),
        rule.pointer("text"),
        rule.pointer("key"),
        rule.pointer("field")
            .map(at -> new FailureShape.Fields(at, JsonPointer.empty(), Optional.empty())));
  }

  private static List<Integer> statuses(Section when) {
    List<String> texts = when.texts("status");
    if (!texts.stream().allMatch(text -> text.matches("[1-5]\\d\\d"))) {
      when.fault("status", "must be statuses such as [409, 412]: " + texts);
      return List.of();
    }
    return texts.stream().map(Integer::valueOf).toList();
  }

  static ErrorRule.BodyIs bodyIs(Section section) {
    ErrorRule.BodyIs is =
        new ErrorRule.BodyIs(section.requiredPointer("at"), section.requiredText("is"));
    section.end();
    return is;
  }
}

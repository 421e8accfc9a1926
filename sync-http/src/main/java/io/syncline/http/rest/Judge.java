package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.ErrorRule;
import io.syncline.http.manifest.FailureShape;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.soap.SoapFault;
import io.syncline.spi.WriteOutcome.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Says what an answer means: the manifest's rules first, then what its status means by itself. */
final class Judge {

  /** What was asked; some statuses mean different things to different questions. */
  enum Question {
    POINT,
    LISTING,
    CREATE,
    UPDATE,
    DELETE,
    BATCH,
    /** A step of a job of writes. */
    JOB
  }

  /**
   * Not a success. It holds no secret of ours.
   *
   * @param code the service's own, or the status
   * @param text the service's own; may be empty
   * @param other the key of the record that stands in the way, or in the place of this one
   */
  record Judgement(
      Verdict verdict, String code, String text, List<FieldError> errors, Optional<String> other) {

    @Override
    public String toString() {
      return text.isEmpty() ? code : code + ": " + text;
    }
  }

  private static final int LONGEST_TEXT = 500;

  private final FailureShape usual;
  private final List<ErrorRule> rules;
  private final UnaryOperator<String> blotted;

  /**
   * @param blotted takes our secrets out of what the service says; before it is cut, or a part of
   *     one would stay
   */
  Judge(ConnectionSpec connection, UnaryOperator<String> blotted) {
    this.blotted = blotted;
    usual = connection.failure();
    rules = connection.errors();
  }

  /** Whether an answer of this status may be no success. */
  boolean doubts(int status) {
    return status / 100 != 2 || rule(each -> each.isOf(status)).isPresent();
  }

  /** Empty for a success. */
  Optional<Judgement> judge(int status, JsonNode body, Question question) {
    return judge(status, body, question, Optional.empty());
  }

  /** The same; {@code own}: where this body says what is wrong, if elsewhere than others. */
  Optional<Judgement> judge(
      int status, JsonNode body, Question question, Optional<FailureShape> own) {
    FailureShape shape = own.orElse(usual);
    Optional<ErrorRule> rule = rule(each -> fits(each, status, body, question, shape));
    if (rule.isEmpty() && status / 100 == 2) {
      return Optional.empty();
    }
    Verdict verdict = rule.map(ErrorRule::then).orElseGet(() -> byStatus(status, question));
    FailureShape told = rule.map(each -> each.told().over(shape)).orElse(shape);
    return Optional.of(judgement(verdict, status, body, told));
  }

  /** The same where a hook said what it means, as far as that fits the question. */
  Optional<Judgement> judge(int status, JsonNode body, Question question, Verdict hook) {
    return fits(hook, question)
        ? Optional.of(judgement(hook, status, body, usual))
        : judge(status, body, question);
  }

  /** Nobody knows what the answer means: a hook that was to say it failed. */
  Judgement unknown(String why) {
    return new Judgement(Verdict.UNKNOWN, "HOOK", told(why), List.of(), Optional.empty());
  }

  /** The first that fits. */
  private Optional<ErrorRule> rule(Predicate<ErrorRule> fits) {
    for (ErrorRule each : rules) {
      if (fits.test(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private Judgement judgement(Verdict verdict, int status, JsonNode body, FailureShape shape) {
    return new Judgement(
        verdict,
        code(body, shape).map(this::told).orElse("HTTP " + status),
        told(text(body, shape)),
        errors(body, shape),
        shape.key().flatMap(at -> Json.text(body, at)));
  }

  private static boolean fits(Verdict verdict, Question question) {
    return (verdict != Verdict.CURSOR_EXPIRED || question == Question.LISTING)
        && (verdict != Verdict.MOVED || question == Question.POINT);
  }

  private static boolean fits(
      ErrorRule rule, int status, JsonNode body, Question question, FailureShape shape) {
    return rule.isOf(status)
        && (rule.code().isEmpty() || rule.code().equals(code(body, shape)))
        && rule.text()
            .map(part -> capitals(text(body, shape)).contains(capitals(part)))
            .orElse(true)
        && rule.body().map(is -> Json.text(body, is.at()).equals(Optional.of(is.is()))).orElse(true)
        && rule.given().map(at -> isThere(body, at)).orElse(true)
        && fits(rule.then(), question);
  }

  private static boolean isThere(JsonNode body, JsonPointer at) {
    JsonNode found = body.at(at);
    return !found.isMissingNode() && !found.isNull();
  }

  /** A fault and a problem say what is wrong in places of their own, unless others are named. */
  private static Optional<String> code(JsonNode body, FailureShape shape) {
    return found(body, shape.code())
        .or(() -> Json.text(body, SoapFault.CODE))
        .or(() -> ProblemDetails.code(body));
  }

  private static String text(JsonNode body, FailureShape shape) {
    return found(body, shape.text())
        .or(() -> Json.text(body, SoapFault.TEXT))
        .or(() -> ProblemDetails.text(body))
        .orElse("");
  }

  private static String capitals(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Verdict byStatus(int status, Question question) {
    return switch (status) {
      case 401 -> Verdict.AUTH_FAILED;
      case 403 -> Verdict.DENIED;
      case 404 -> Verdict.MISSING;
      case 410 -> question == Question.LISTING ? Verdict.CURSOR_EXPIRED : Verdict.MISSING;
      case 408 -> Verdict.UNKNOWN;
      case 409, 412 -> question == Question.CREATE ? Verdict.DUPLICATE : Verdict.STALE;
      case 429, 503 -> Verdict.THROTTLED;
      case 301, 307, 308 -> Verdict.UNAVAILABLE;
      default ->
          switch (status / 100) {
            case 4 -> Verdict.REJECTED;
            case 3 -> isRead(question) ? Verdict.UNAVAILABLE : Verdict.UNKNOWN;
            default -> Verdict.UNKNOWN;
          };
    };
  }

  /** What was written may be done where the answer shows another address to look at. */
  private static boolean isRead(Question question) {
    return question == Question.POINT || question == Question.LISTING;
  }

  private List<FieldError> errors(JsonNode body, FailureShape shape) {
    FailureShape.Fields fields = shape.fields().orElse(ProblemDetails.FIELDS);
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode item : items(body.at(fields.items()))) {
      Json.text(item, fields.field())
          .ifPresent(
              field ->
                  errors.add(
                      new FieldError(
                          told(ProblemDetails.field(field)),
                          told(found(item, fields.text()).orElse("")))));
    }
    return errors;
  }

  /** A text may stand for a list of one. */
  private static Collection<JsonNode> items(JsonNode node) {
    return node.isValueNode() ? List.of(node) : Json.oneOrMany(node);
  }

  private static Optional<String> found(JsonNode body, Optional<JsonPointer> at) {
    return at.flatMap(place -> Json.text(body, place));
  }

  private String told(String text) {
    String clean = blotted.apply(text);
    return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
  }
}

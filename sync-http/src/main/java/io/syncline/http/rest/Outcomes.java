package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.model.NativeKey;
import io.syncline.spi.Write;
import io.syncline.spi.WriteKind;
import io.syncline.spi.WriteOutcome;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What became of a write that was not simply done. */
final class Outcomes {

  /** How long to leave a service alone that cannot be reached. */
  private static final Duration UNREACHABLE_FOR = Duration.ofSeconds(5);

  private final WebService service;
  private final Call call;

  Outcomes(WebService service, Call call) {
    this.service = service;
    this.call = call;
  }

  static Question question(WriteKind kind) {
    return switch (kind) {
      case CREATE -> Question.CREATE;
      case UPDATE -> Question.UPDATE;
      case DELETE -> Question.DELETE;
    };
  }

  /** What a verdict comes to for what was asked. */
  static Verdict meant(Verdict verdict, Question question) {
    return switch (verdict) {
      case AUTH_FAILED, THROTTLED, UNAVAILABLE, UNKNOWN, DENIED -> verdict;
      case MISSING, MOVED ->
          question == Question.CREATE || question == Question.BATCH ? Verdict.REJECTED : verdict;
      default -> question == Question.BATCH ? Verdict.REJECTED : verdict;
    };
  }

  /** No complete answer: only what never left is known not to have happened. */
  Sending.Result unanswered(Exchange exchange) {
    if (exchange instanceof Exchange.Held held) {
      return Sending.Result.of(
          held.until()
              .<WriteOutcome>map(until -> new WriteOutcome.Throttled(until, held.budget()))
              .orElse(new WriteOutcome.NotAttempted()));
    }
    Exchange.Broken broken = (Exchange.Broken) exchange;
    String cause = service.blotted(broken.text());
    return switch (broken.failure()) {
      case UNAUTHORIZED -> Sending.Result.refused(new WriteOutcome.NotAttempted(), cause);
      case CLOSED -> Sending.Result.of(new WriteOutcome.NotAttempted());
      case NOT_RECORDED ->
          Sending.Result.of(new WriteOutcome.Rejected("NOT_RECORDED", cause, List.of()));
      case NOT_SENT -> Sending.Result.of(unreachable(cause));
      case LOST, TIMED_OUT, TOO_LARGE, CANCELLED ->
          Sending.Result.of(new WriteOutcome.Unknown(cause));
    };
  }

  /** An answer that judges this one write. */
  WriteOutcome judged(
      Write write, Judgement judgement, HttpHeaders headers, boolean missingIsUnchanged) {
    String text = judgement.toString();
    return switch (meant(judgement.verdict(), question(write.kind()))) {
      case AUTH_FAILED -> new WriteOutcome.NotAttempted();
      case THROTTLED -> throttled(headers);
      case UNAVAILABLE -> unreachable(text);
      case UNKNOWN -> new WriteOutcome.Unknown(text);
      case STALE -> new WriteOutcome.Stale(Optional.empty());
      case MISSING, MOVED -> missing(write, missingIsUnchanged);
      case DUPLICATE -> new WriteOutcome.Duplicate(judgement.other().map(NativeKey::of), text);
      case BLOCKED -> new WriteOutcome.Blocked(text);
      case DENIED -> new WriteOutcome.Denied(text);
      case REJECTED, CURSOR_EXPIRED -> rejected(judgement);
    };
  }

  /** The same, with what it says against our credentials. */
  Sending.Result judgedAlone(
      Write write, Judgement judgement, HttpHeaders headers, boolean missingIsUnchanged) {
    return result(judged(write, judgement, headers, missingIsUnchanged), judgement);
  }

  /** What a judgement comes to, with what it says against our credentials. */
  Sending.Result result(WriteOutcome outcome, Judgement judgement) {
    return Sending.Result.refused(
        outcome, isAuth(judgement) ? service.text(call, judgement.toString()) : "");
  }

  /** An answer that judges a batch as a whole: what it says of data is said of every write. */
  Sending.Result judgedWhole(
      Write write, Judgement judgement, HttpHeaders headers, boolean shared) {
    if (meant(judgement.verdict(), Question.BATCH) != Verdict.REJECTED) {
      return judgedAlone(write, judgement, headers, false);
    }
    return shared
        ? Sending.Result.shared(rejected(judgement))
        : Sending.Result.of(rejected(judgement));
  }

  private WriteOutcome throttled(HttpHeaders headers) {
    Instant until = RetryAfter.until(headers, service.now());
    return new WriteOutcome.Throttled(until, service.throttled(call, until));
  }

  /** Nothing was done, and may be done a little later. */
  static WriteOutcome unreachable(String why) {
    return new WriteOutcome.Unavailable(UNREACHABLE_FOR, why);
  }

  static WriteOutcome unsupported(String what) {
    return new WriteOutcome.Rejected("UNSUPPORTED", what, List.of());
  }

  /** There is no record to write to. */
  static WriteOutcome missing(Write write, boolean missingIsUnchanged) {
    return write.kind() == WriteKind.DELETE && write.repeated() && missingIsUnchanged
        ? new WriteOutcome.Unchanged(write.key().orElseThrow(), Optional.empty())
        : new WriteOutcome.Missing();
  }

  private static WriteOutcome rejected(Judgement judgement) {
    return new WriteOutcome.Rejected(judgement.code(), judgement.text(), judgement.errors());
  }

  private static boolean isAuth(Judgement judgement) {
    return judgement.verdict() == Verdict.AUTH_FAILED;
  }
}

package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.RetryAfter;
import io.syncline.http.codec.Codec;
import io.syncline.http.codec.Decoded;
import io.syncline.http.codec.Decoding;
import io.syncline.http.codec.Unreadable;
import io.syncline.http.hook.HookAnswer;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.ConnectionSpec;
import io.syncline.http.manifest.Verdict;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.http.soap.SoapFault;
import io.syncline.spi.AdapterException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads what came of a call, and says what it means. Calls nobody. Thread-safe. */
final class Answers {

  private final Judge judge;
  private final UnaryOperator<String> blotted;
  private final InstantSource clock;
  private final Codec codec;
  private final Decoding ofRefusals;
  private final Hooked hooked;

  /** Bodies are JSON, and go through no hook. {@code blotted} takes our secrets out of texts. */
  Answers(ConnectionSpec connection, UnaryOperator<String> blotted, InstantSource clock) {
    judge = new Judge(connection, blotted);
    this.blotted = blotted;
    this.clock = clock;
    codec = Codec.JSON;
    ofRefusals = codec.decode();
    hooked = Hooked.NONE;
  }

  private Answers(Answers other, Codec codec, Decoding ofRefusals, Hooked hooked) {
    judge = other.judge;
    blotted = other.blotted;
    clock = other.clock;
    this.codec = codec;
    this.ofRefusals = ofRefusals;
    this.hooked = hooked;
  }

  /** As {@link WebService#speaking}. */
  Answers speaking(Codec other) {
    return new Answers(this, other, other.decode(), hooked);
  }

  /** As {@link WebService#handling}. */
  Answers handling(Codec files) {
    return new Answers(this, files, ofRefusals, hooked);
  }

  /** As {@link WebService#through}. */
  Answers through(Hooked other) {
    return new Answers(this, codec, ofRefusals, other);
  }

  /**
   * What an answer has in its body.
   *
   * @param status as a fault in it means it, if it has one
   * @param body missing where it could not be read
   * @param flaw why not; empty: it was read
   * @param meant what a hook says that it means; empty: it leaves that to the manifest
   * @param failure why the hook does not know; empty: it did not fail
   */
  record Content(
      int status, JsonNode body, String flaw, Optional<Verdict> meant, Optional<String> failure) {}

  Judge judge() {
    return judge;
  }

  /** As the call's bodies are read and written. */
  Codec codec(Call call) {
    return call.soap().map(soap -> soap.codec(codec)).orElse(codec);
  }

  Content content(Call call, Exchange.Answer answer) {
    boolean refused = call.soap().isEmpty() && answer.status() / 100 != 2;
    Decoding decoding = refused ? ofRefusals : codec(call).decode();
    if (!hooked.isThere()) {
      Decoded decoded = decoding.decode(answer.headers(), answer.body());
      return content(call, answer, decoded, Optional.empty());
    }
    HookAnswer asked = new HookAnswer(call.toString(), answer.status(), answer.headers());
    try {
      Decoded decoded = decoded(decoding, answer, asked);
      return content(call, answer, decoded, hooked.verdict(asked, decoded.body()));
    } catch (Hooked.Failed e) {
      String why = String.valueOf(e.getMessage());
      return new Content(
          answer.status(), MissingNode.getInstance(), why, Optional.empty(), Optional.of(why));
    }
  }

  private static Content content(
      Call call, Exchange.Answer answer, Decoded decoded, Optional<Verdict> meant) {
    int status =
        call.soap().isPresent()
            ? SoapFault.status(answer.status(), decoded.body())
            : answer.status();
    return new Content(status, decoded.body(), decoded.flaw(), meant, Optional.empty());
  }

  private Decoded decoded(Decoding decoding, Exchange.Answer answer, HookAnswer asked)
      throws Hooked.Failed {
    try {
      byte[] plain = hooked.body(asked, decoding.plain(answer.headers(), answer.body()));
      return new Decoded(hooked.tree(asked, decoding.tree(answer.headers(), plain)), "");
    } catch (Unreadable e) {
      return new Decoded(MissingNode.getInstance(), String.valueOf(e.getMessage()));
    }
  }

  /** What an answer means; empty: a success. */
  Optional<Judgement> judged(Content content, Question question) {
    if (content.failure().isPresent()) {
      return Optional.of(judge.unknown(content.failure().get()));
    }
    return content.meant().isPresent()
        ? judge.judge(content.status(), content.body(), question, content.meant().get())
        : judge.judge(content.status(), content.body(), question);
  }

  /** Whether an answer of this status may be no success. */
  boolean doubts(int status) {
    return hooked.isThere() || judge.doubts(status);
  }

  /** What an answer means; empty: a success. */
  Optional<Verdict> verdict(Call call, Exchange.Answer answer, Question question) {
    if (call.soap().isEmpty() && !doubts(answer.status())) {
      return Optional.empty();
    }
    return judged(content(call, answer), question).map(Judgement::verdict);
  }

  /** Whether an answer says that we did not show who we are. */
  boolean isUnauthorized(Call call, Exchange.Answer answer, Question question) {
    return verdict(call, answer, question).filter(Verdict.AUTH_FAILED::equals).isPresent();
  }

  /** What is at a place where a list is expected; empty where none is. */
  Optional<List<JsonNode>> list(Call call, JsonNode body, JsonPointer at) {
    return codec(call).decode().format().list(body, at);
  }

  /**
   * The answer to a read.
   *
   * @throws AdapterException where none came
   */
  Exchange.Answer of(Call call, Exchange exchange) {
    if (exchange instanceof Exchange.Answer answer) {
      return answer;
    }
    throw unanswered(call, exchange);
  }

  private AdapterException unanswered(Call call, Exchange exchange) {
    if (exchange instanceof Exchange.Held held) {
      String text = text(call, held.toString());
      return held.until().isPresent()
          ? new AdapterException.ReadThrottled(held.until().get(), text)
          : new AdapterException.DeadlineExceeded(text + " before its deadline");
    }
    Exchange.Broken broken = (Exchange.Broken) exchange;
    String text = text(call, "had no answer: " + broken.text());
    return switch (broken.failure()) {
      case UNAUTHORIZED -> new AdapterException.AuthFailed(text);
      case NOT_SENT, LOST -> new AdapterException.Unreachable(text);
      case TIMED_OUT -> new AdapterException.DeadlineExceeded(text);
      case TOO_LARGE -> new AdapterException.Unsupported(text);
      case NOT_RECORDED -> new AdapterException.Unsupported(blotted.apply(broken.text()));
      case CLOSED, CANCELLED -> new AdapterException.Cancelled(text);
    };
  }

  /**
   * Of a read: what is for its caller to judge is left, such as a record that is missing.
   *
   * @throws AdapterException for all else that is no success
   */
  void refuse(Call call, Exchange.Answer answer, Judgement judgement, Question question) {
    String text = text(call, "answered " + answer.status() + " " + judgement);
    boolean point = question == Question.POINT || question == Question.JOB;
    switch (judgement.verdict()) {
      case AUTH_FAILED -> throw new AdapterException.AuthFailed(text);
      case CURSOR_EXPIRED -> throw new AdapterException.CursorExpired(text, null);
      case THROTTLED ->
          throw new AdapterException.ReadThrottled(
              RetryAfter.until(answer.headers(), clock.instant()), text);
      case UNAVAILABLE, UNKNOWN -> throw new AdapterException.Unreachable(text);
      case DENIED -> {
        if (!point) {
          throw new AdapterException.AuthFailed(text);
        }
      }
      case MISSING, MOVED, STALE, DUPLICATE, BLOCKED, REJECTED -> {
        if (!point) {
          throw new AdapterException.Unsupported(text);
        }
      }
    }
  }

  String text(Call call, String what) {
    return blotted.apply(call + " " + what);
  }
}

package io.syncline.http.rest;

import io.syncline.http.client.Exchange;
import io.syncline.http.client.HttpTransport;
import io.syncline.http.client.Upload;
import io.syncline.http.manifest.AttachmentSpec;
import io.syncline.http.manifest.Call;
import io.syncline.http.rest.Judge.Judgement;
import io.syncline.http.rest.Judge.Question;
import io.syncline.model.LargeObject;
import io.syncline.model.NativeKey;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One attachment as one request: its content as it is, or what takes it away.
 *
 * @param content empty: there is to be none
 * @param version that the record must have; empty: any, or it was looked at
 */
record AttachedSending(
    WebService service,
    AttachmentSpec.Writing spec,
    Records records,
    Write write,
    Optional<LargeObject> content,
    Optional<String> version)
    implements Sending {

  @Override
  public List<Write> writes() {
    return List.of(write);
  }

  @Override
  public Call call() {
    return content.isPresent() ? spec.upload() : spec.clear().orElseThrow();
  }

  @Override
  public Question question() {
    return Question.UPDATE;
  }

  /** The same content in the same place is the same, however often it is sent. */
  @Override
  public boolean isRepeatable() {
    return !call().method().equals("POST");
  }

  @Override
  public HttpTransport.Request request() {
    Optional<Condition> condition = Condition.of(spec.ifVersion(), version, records);
    Map<String, String> headers = condition.map(Condition::headers).orElse(Map.of());
    String bare = call().path(records.variables(write.key().orElseThrow()));
    String path = condition.map(each -> each.path(bare)).orElse(bare);
    HttpTransport.Request request =
        service.request(call(), new CallParts(path, headers, Map.of(), Optional.empty()));
    return content
        .map(wanted -> request.with("Content-Type", spec.type()).with(upload(wanted)))
        .orElse(request);
  }

  private Upload upload(LargeObject wanted) {
    return new Upload(
        () ->
            write
                .contents()
                .open(wanted)
                .orElseThrow(() -> new IOException("the content is not there any more")),
        wanted.length(),
        wanted.digest());
  }

  @Override
  public List<Result> results(Exchange exchange) {
    return List.of(result(exchange));
  }

  private Result result(Exchange exchange) {
    Outcomes outcomes = new Outcomes(service, call());
    if (!(exchange instanceof Exchange.Answer answer)) {
      return outcomes.unanswered(exchange);
    }
    Answers.Content body = service.content(call(), answer);
    Optional<Judgement> judgement = service.judge().judge(body.status(), body.body(), question());
    if (judgement.isEmpty()) {
      return done();
    }
    Judgement found = judgement.get();
    WriteOutcome outcome = outcomes.judged(write, found, answer.headers(), false);
    if (content.isEmpty() && outcome instanceof WriteOutcome.Missing) {
      return done();
    }
    return outcomes.result(outcome, found);
  }

  /** Which version the record has now is not told: what an answer says may be of the file. */
  private Result done() {
    NativeKey key = write.key().orElseThrow();
    return Result.of(new WriteOutcome.Applied(key, Optional.empty(), Optional.empty()));
  }
}

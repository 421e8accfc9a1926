package io.syncline.http.manifest;

import io.syncline.http.manifest.EventSpec.Place;
import io.syncline.http.manifest.VerifySpec.Part;
import io.syncline.http.manifest.VerifySpec.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/** Reads {@code verify}: a service's own scheme by its name, or {@code hmac} in all detail. */
final class VerifyReader {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Duration WIDEST = Duration.ofHours(1);
  private static final String SHA256 = "HmacSHA256";
  private static final Template BODY = new Template("{body}");

  private final Section verify;

  VerifyReader(Section verify) {
    this.verify = verify;
  }

  /**
   * A scheme, and where those who use it have the id of a delivery.
   *
   * @param id empty: it says nothing of that
   */
  record Scheme(VerifySpec verify, Optional<Place> id) {}

  /** Empty where the manifest is wrong, which is told. */
  Optional<Scheme> read() {
    List<Scheme> found = new ArrayList<>();
    verify.section("standard-webhooks").ifPresent(each -> found.add(standardWebhooks(each)));
    verify.section("github").ifPresent(each -> found.add(github(each)));
    verify.section("stripe").ifPresent(each -> found.add(stripe(each)));
    verify.section("shopify").ifPresent(each -> found.add(shopify(each)));
    verify.section("hmac").ifPresent(each -> found.add(hmac(each)));
    verify.end();
    if (found.size() != 1) {
      verify.fault("hmac", "must be given, or standard-webhooks, github, stripe or shopify");
      return Optional.empty();
    }
    return Optional.of(found.get(0));
  }

  /** Standard Webhooks 1.0.0, symmetric signatures. */
  private static Scheme standardWebhooks(Section section) {
    Part time = new Part("webhook-timestamp", "", "");
    VerifySpec spec =
        new VerifySpec(
            SHA256,
            secrets(section),
            true,
            new Template("{header.webhook-id}.{time}.{body}"),
            new Part("webhook-signature", " ", "v1,"),
            true,
            Optional.of(new Time(time, TimeFormat.EPOCH_SECONDS, tolerance(section))));
    section.end();
    return new Scheme(spec, Optional.of(new Place.Header("webhook-id")));
  }

  private static Scheme github(Section section) {
    Part signature = new Part("X-Hub-Signature-256", "", "sha256=");
    VerifySpec spec =
        new VerifySpec(SHA256, secrets(section), false, BODY, signature, false, Optional.empty());
    section.end();
    return new Scheme(spec, Optional.of(new Place.Header("X-GitHub-Delivery")));
  }

  private static Scheme stripe(Section section) {
    String header = "Stripe-Signature";
    Time time = new Time(new Part(header, ",", "t="), TimeFormat.EPOCH_SECONDS, tolerance(section));
    VerifySpec spec =
        new VerifySpec(
            SHA256,
            secrets(section),
            false,
            new Template("{time}.{body}"),
            new Part(header, ",", "v1="),
            false,
            Optional.of(time));
    section.end();
    return new Scheme(spec, Optional.of(new Place.Body(JsonPointer.compile("/id"))));
  }

  private static Scheme shopify(Section section) {
    Part signature = new Part("X-Shopify-Hmac-Sha256", "", "");
    VerifySpec spec =
        new VerifySpec(SHA256, secrets(section), false, BODY, signature, true, Optional.empty());
    section.end();
    return new Scheme(spec, Optional.of(new Place.Header("X-Shopify-Webhook-Id")));
  }

  private static Scheme hmac(Section section) {
    Template over = new Template(section.text("over").orElse(BODY.text()));
    Optional<Section> time = section.section("time");
    known(section, over, time.isPresent());
    VerifySpec spec =
        new VerifySpec(
            AuthReader.algorithm(section),
            secrets(section),
            false,
            over,
            part(section),
            section.says("as", "hex", "base64"),
            time.map(VerifyReader::time));
    section.end();
    return new Scheme(spec, Optional.empty());
  }

  private static void known(Section section, Template over, boolean timed) {
    Set<String> variables = new TreeSet<>(over.variables());
    variables.removeIf(name -> name.startsWith("header."));
    section.uses("over", variables, VerifySpec.VARIABLES);
    if (!variables.contains("body") && !variables.contains("body.sha256")) {
      section.fault("over", "must use {body} or {body.sha256}: " + over.text());
    }
    if (timed != variables.contains("time")) {
      section.fault("over", "must use {time} where time is given, and only there: " + over.text());
    }
  }

  private static Time time(Section section) {
    TimeFormat format =
        section.word("format", TimeFormat.words(), TimeFormat::of).orElse(TimeFormat.EPOCH_SECONDS);
    Time time = new Time(part(section), format, tolerance(section));
    section.end();
    return time;
  }

  private static Part part(Section section) {
    return new Part(
        section.requiredText("header"),
        section.text("separator").orElse(""),
        section.text("prefix").orElse(""));
  }

  /** It bounds for how long ids of deliveries are kept. */
  private static Duration tolerance(Section section) {
    Duration tolerance = section.duration("tolerance", TOLERANCE);
    if (tolerance.compareTo(Duration.ofSeconds(1)) < 0 || tolerance.compareTo(WIDEST) > 0) {
      section.fault("tolerance", "must be from 1s to 1h: " + tolerance);
      return TOLERANCE;
    }
    return tolerance;
  }

  private static List<SecretText> secrets(Section section) {
    if (!section.has("secret") || section.isText("secret")) {
      return List.of(section.secret("secret"));
    }
    List<SecretText> secrets = section.texts("secret").stream().map(SecretText::new).toList();
    if (secrets.isEmpty()) {
      section.fault("secret", "must be a secret, or a list of those that are good now");
    }
    return secrets;
  }
}

package io.syncline.http.rest;

import io.syncline.http.client.HttpTransport;
import io.syncline.http.hook.Hook;
import io.syncline.http.hook.HookAnswer;
import io.syncline.http.hook.HookRequest;
import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Takes requests and answers through a hook, and holds it to what it may do. Thread-safe. */
final class Hooked {

  static final Hooked NONE = new Hooked(Optional.empty());

  /** Those of the connection, and of who we are to the service. */
  private static final List<String> NOT_ITS_OWN =
      List.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "host",
          "content-length",
          "connection",
          "transfer-encoding",
          "upgrade",
          "expect");

  private static final Pattern NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

  private final Optional<Hook> hook;

  Hooked(Optional<Hook> hook) {
    this.hook = hook;
  }

  boolean isThere() {
    return hook.isPresent();
  }

  /** A hook threw, or gave what it may not give; the text names it. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(String text) {
      super(text);
    }
  }

  /** Host, method and path stay as they are. */
  HttpTransport.Request request(Call call, URI base, HttpTransport.Request request) throws Failed {
    if (hook.isEmpty()) {
      return request;
    }
    String path = request.address().toString().substring(base.toString().length());
    HookRequest before =
        new HookRequest(call.toString(), request.method(), path, request.headers(), request.body());
    HookRequest after = step(() -> hook.get().request(before));
    boolean moved =
        !after.method().equals(before.method())
            || !withoutQuery(after.path()).equals(withoutQuery(path));
    if (moved) {
      throw failed("must leave method and path as they are");
    }
    for (Map.Entry<String, String> header : after.headers().entrySet()) {
      check(header, before);
    }
    URI address = step(() -> URI.create(base + after.path()));
    return new HttpTransport.Request(before.method(), address, after.headers(), after.body());
  }

  private void check(Map.Entry<String, String> header, HookRequest before) throws Failed {
    String name = header.getKey();
    boolean same = header.getValue().equals(before.headers().get(name));
    if (!same && NOT_ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      throw failed("must not set a header of the connection or of auth: " + name);
    }
    if (!same && !(NAME.matcher(name).matches() && VALUE.matcher(header.getValue()).matches())) {
      throw failed("must set headers that can be sent");
    }
  }

  private static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  byte[] body(HookAnswer answer, byte[] body) throws Failed {
    return hook.isEmpty() ? body : step(() -> hook.get().body(answer, body));
  }

  JsonNode tree(HookAnswer answer, JsonNode tree) throws Failed {
    return hook.isEmpty() ? tree : step(() -> hook.get().tree(answer, tree));
  }

  Optional<Verdict> verdict(HookAnswer answer, JsonNode tree) throws Failed {
    return hook.isEmpty() ? Optional.empty() : step(() -> hook.get().verdict(answer, tree));
  }

  private <T> T step(Supplier<T> step) throws Failed {
    try {
      return Objects.requireNonNull(step.get(), "must not give null");
    } catch (RuntimeException | LinkageError e) { // a stranger's code: whatever it throws is told
      throw failed("threw " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private Failed failed(String what) {
    return new Failed("hook " + hook.map(Hook::id).orElse("") + " " + what);
  }
}

package io.syncline.http.client;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends one request, once. Thread-safe. */
public interface HttpTransport {

  /**
   * The future always ends with an {@link Exchange}, at the latest {@code within} after the call,
   * and never with an exception.
   */
  CompletableFuture<Exchange> send(Request request, Duration within);

  /**
   * As {@link #send}, but where the answer is 200 the exchange ends with its headers, and has no
   * body: that goes to {@code into} as it comes, for as long as it lasts.
   *
   * @param within until the headers have come
   */
  CompletableFuture<Exchange> open(Request request, Duration within, BodySink into);

  /** This one, but that it sends by {@link #open}: for who adds something to requests first. */
  default HttpTransport opening(BodySink into) {
    return new Opening(this, into);
  }

  /**
   * The JDK's client.
   *
   * @param maxBodyBytes the largest body of an answer
   */
  static HttpTransport jdk(Timeouts timeouts, Route route, Reach reach, int maxBodyBytes) {
    return new JdkTransport(timeouts, route, reach, maxBodyBytes);
  }

  /** Requests that are under way end as {@link Exchange.Failure#CANCELLED}; so do streams. */
  void close();

  /**
   * One request.
   *
   * @param body empty: none, or {@code upload}
   * @param upload what is sent in the place of {@code body}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Request(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Optional<Upload> upload) {

    public Request {
      headers = Map.copyOf(headers);
    }

    /** One whose body is in memory. */
    public Request(String method, URI address, Map<String, String> headers, byte[] body) {
      this(method, address, headers, body, Optional.empty());
    }

    /** The same with a body that is read while it is sent. */
    public Request with(Upload content) {
      return new Request(method, address, headers, new byte[0], Optional.of(content));
    }

    /** The same with one header more, or another value of it. */
    public Request with(String header, String value) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(header, value);
      return new Request(method, address, all, body, upload);
    }

    /** The same to another address. */
    public Request with(URI other) {
      return new Request(method, other, headers, body, upload);
    }

    /** The same with another body. */
    public Request with(byte[] other) {
      return new Request(method, address, headers, other, Optional.empty());
    }

    /** Headers and query may hold secrets. */
    @Override
    public String toString() {
      return method + " " + address.getRawPath();
    }
  }
}

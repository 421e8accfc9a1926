package io.syncline.http.rest;

import io.syncline.http.manifest.Call;
import io.syncline.http.manifest.WriteSpec;
import io.syncline.spi.WriteKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a hub keeps of its job: the service's own jobs, one for each kind of write, by their ids.
 */
record BulkTicket(Map<WriteKind, String> jobs) {

  BulkTicket {
    jobs = Collections.unmodifiableMap(new EnumMap<>(jobs));
  }

  /** Of {@link #toString()}. */
  static BulkTicket of(String text) {
    Map<WriteKind, String> jobs = new EnumMap<>(WriteKind.class);
    for (String job : text.split("&", -1)) {
      int equals = job.indexOf('=');
      Stream.of(WriteKind.values())
          .filter(kind -> equals > 0 && WriteSpec.word(kind).equals(job.substring(0, equals)))
          .forEach(
              kind ->
                  jobs.put(
                      kind, URLDecoder.decode(job.substring(equals + 1), StandardCharsets.UTF_8)));
    }
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException("must be a ticket of a web service: ticket=" + text);
    }
    return new BulkTicket(jobs);
  }

  /** Such as {@code create=7507&update=7508}. */
  @Override
  public String toString() {
    return jobs.entrySet().stream()
        .map(job -> WriteSpec.word(job.getKey()) + "=" + Call.encode(job.getValue()))
        .collect(Collectors.joining("&"));
  }
}

package io.syncline.http.manifest;

import java.time.Duration;
import java.util.Set;

/** Reads {@code stream} of a dataset: how the service tells what changes by itself. */
final class StreamReader {

  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final int MAX_BYTES = 1 << 20;

  private StreamReader() {}

  /**
   * Reads it.
   *
   * @param keyFields how many fields the dataset's key has
   */
  static StreamSpec read(Section section, int keyFields) {
    StreamSpec.Kind kind =
        section.says("kind", "sse", "long-poll") ? StreamSpec.Kind.LONG_POLL : StreamSpec.Kind.SSE;
    if (section.has("resume") && kind == StreamSpec.Kind.SSE) {
      section.fault("resume", "must not be given with sse, which has Last-Event-ID");
    }
    Duration silence = section.duration("silence", SILENCE);
    if (silence.isZero()) {
      section.fault("silence", "must be longer than 0s");
    }
    StreamSpec spec =
        new StreamSpec(
            section.requiredCall("call", Set.of()),
            kind,
            silence,
            section.section("resume").map(StreamReader::resume),
            section.section("event").map(each -> new EventReader(each, keyFields, true).read()),
            section.integer("maxBytes", MAX_BYTES, 1));
    section.end();
    return spec;
  }

  private static StreamSpec.Resume resume(Section section) {
    StreamSpec.Resume resume =
        new StreamSpec.Resume(section.requiredPointer("from"), section.requiredText("param"));
    section.end();
    return resume;
  }
}

package io.syncline.http.rest;

import io.syncline.http.json.Json;
import io.syncline.model.LargeObject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What was handed out and may be read again, by digests, as far as there is room; what is forgotten
 * is handed out twice, which does no harm. Each has a stamp, a time or a number that grows.
 */
final class Told {

  /** Digests that a cursor holds: some 48 of its 64 KiB. */
  static final int MAX = 2400;

  private static final int DIGEST_BYTES = 12;

  private final Map<Digest, Long> stamps = new LinkedHashMap<>();

  private record Digest(long head, int tail) {
    static Digest of(JsonNode item) {
      ByteBuffer bytes =
          ByteBuffer.wrap(LargeObject.sha256().digest(Json.bytes(item)), 0, DIGEST_BYTES);
      return new Digest(bytes.getLong(), bytes.getInt());
    }
  }

  /** Whether the item was not handed out before; from now on it was. */
  boolean isNew(JsonNode item, long stamp) {
    Digest digest = Digest.of(item);
    boolean known = stamps.remove(digest) != null;
    stamps.put(digest, stamp);
    keep(MAX);
    return !known;
  }

  /** Forgets the oldest of more than that. */
  void keep(int most) {
    Iterator<Digest> oldest = stamps.keySet().iterator();
    while (stamps.size() > most) {
      oldest.next();
      oldest.remove();
    }
  }

  void forgetBefore(long stamp) {
    stamps.values().removeIf(each -> each < stamp);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(stamps.size());
    for (Map.Entry<Digest, Long> entry : stamps.entrySet()) {
      out.writeLong(entry.getKey().head());
      out.writeInt(entry.getKey().tail());
      out.writeLong(entry.getValue());
    }
  }

  static Told read(DataInputStream in) throws IOException {
    Told told = new Told();
    for (int left = in.readInt(); left > 0; left--) {
      Digest digest = new Digest(in.readLong(), in.readInt());
      told.stamps.put(digest, in.readLong());
    }
    return told;
  }
}

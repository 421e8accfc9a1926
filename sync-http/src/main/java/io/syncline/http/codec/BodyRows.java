package io.syncline.http.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Rows out of the bytes of a body. Nothing is read before the first one is asked for. */
final class BodyRows implements Rows {

  private final Decoding decoding;
  private final HttpHeaders headers;
  private final InputStream body;
  private final JsonPointer at;
  private @Nullable RowMeter meter;
  private @Nullable Rows rows;

  BodyRows(Decoding decoding, HttpHeaders headers, InputStream body, JsonPointer at) {
    this.decoding = decoding;
    this.headers = headers;
    this.body = body;
    this.at = at;
  }

  @Override
  public Optional<JsonNode> next() throws IOException, Unreadable {
    try {
      if (meter == null) {
        meter = new RowMeter(decoding.plain(headers, body));
      }
      meter.begin();
      if (rows == null) {
        rows = decoding.format().rows(decoding.reader(headers, meter), at);
      }
      return rows.next();
    } catch (CharacterCodingException e) {
      throw new Unreadable("bytes that are no characters of its charset");
    } catch (RowMeter.TooLong | ZipException e) {
      throw new Unreadable(String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      throw new Unreadable("a compression that breaks off");
    }
  }
}

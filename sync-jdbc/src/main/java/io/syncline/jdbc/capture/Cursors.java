package io.syncline.jdbc.capture;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.SettingFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes and reads the cursors of one query; a cursor of another is refused.
 *
 * @param query names the query: kind, table, order
 */
public record Cursors(String query) {

  static final String ADAPTER = "jdbc";
  static final int FORMAT = 1;

  /** Writes and reads the bytes of a position. */
  @FunctionalInterface
  public interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Reads what {@link Writing} wrote. */
  @FunctionalInterface
  public interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  public Cursor make(Writing position, String hint) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      position.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cursor(ADAPTER, FORMAT, query, bytes.toByteArray(), hint);
  }

  public <T> T read(Cursor cursor, Reading<T> position) {
    if (!cursor.adapter().equals(ADAPTER)
        || cursor.format() != FORMAT
        || !cursor.query().equals(query)) {
      throw refused("must be of " + ADAPTER + "/" + FORMAT + " " + query + ": value=" + cursor);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(cursor.position()))) {
      return position.from(in);
    } catch (IOException e) {
      throw refused("must be whole: value=" + cursor);
    }
  }

  Cursor of(List<String> texts, String hint) {
    return make(out -> write(out, texts), hint + String.join("|", texts));
  }

  List<String> texts(Cursor cursor) {
    return read(cursor, Cursors::readTexts);
  }

  static void write(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static AdapterException refused(String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault("cursor", message)));
  }
}

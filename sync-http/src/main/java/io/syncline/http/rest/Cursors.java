package io.syncline.http.rest;

import io.syncline.http.manifest.ListSpec;
import io.syncline.model.LargeObject;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Positions as bytes, bound to the query that they belong to. */
final class Cursors {

  static final int FORMAT = 2;

  private static final int QUERY_BYTES = 8;

  private final String query;

  /** {@code parts}: all that, changed, makes old positions mean something else. */
  private Cursors(String... parts) {
    byte[] digest =
        LargeObject.sha256().digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    query = HexFormat.of().formatHex(digest, 0, QUERY_BYTES);
  }

  /** Of one query, bound to all that its calls send. */
  static Cursors of(String dataset, String what, ListSpec... lists) {
    List<String> parts = new ArrayList<>(List.of(dataset, what));
    for (ListSpec list : lists) {
      String body =
          list.body().map(each -> each.root().toString()).orElse("")
              + list.call().soap().map(call -> call.envelope().text()).orElse("");
      parts.add(list.call().method());
      parts.add(new TreeMap<>(list.headers()).toString());
      parts.add(list.call().template() + body);
    }
    return new Cursors(parts.toArray(String[]::new));
  }

  /** Writes a position's parts. */
  @FunctionalInterface
  interface Parts {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads what {@link Parts} wrote. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  Cursor cursor(String hint, Parts parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      parts.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cursor(RestAdapter.TYPE, FORMAT, query, bytes.toByteArray(), hint);
  }

  /** Refuses a cursor of another adapter, query or format. */
  <T> T read(Cursor cursor, Reader<T> reader) {
    boolean ours =
        cursor.adapter().equals(RestAdapter.TYPE)
            && cursor.format() == FORMAT
            && cursor.query().equals(query);
    if (!ours) {
      throw refused("must be of this dataset and query: " + cursor);
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(cursor.position()))) {
      return reader.read(in);
    } catch (IOException e) {
      throw refused("must be whole: " + cursor);
    }
  }

  static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  static void write(DataOutputStream out, Pages.Place place) throws IOException {
    write(out, place.token());
    out.writeInt(place.number());
    out.writeInt(place.size());
  }

  static Pages.Place place(DataInputStream in) throws IOException {
    return new Pages.Place(text(in), in.readInt(), in.readInt());
  }

  static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  static Instant time(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static AdapterException refused(String message) {
    return new AdapterException.ConfigInvalid(List.of(new SettingFault("cursor", message)));
  }
}

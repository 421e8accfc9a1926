package com.example.filedrop.file;

import com.example.filedrop.file.RawRecord.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Cuts a file into raw records in one pass, with one record in memory at a time. Works on bytes, so
 * a record that cannot be decoded does no harm to its neighbours; encodings in which a byte of a
 * mark may be part of another character are refused beforehand.
 */
public final class RecordSplitter {

  /** A longer one is most likely a quote that was never closed. */
  public static final int MOST_BYTES = 1024 * 1024;

  private static final int CHUNK = 64 * 1024;

  /** Where in a field the last byte was. */
  private enum Place {
    START,
    PLAIN,
    QUOTED,
    BEHIND_QUOTE
  }

  private final FileChannel channel;
  private final Marks marks;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private long position;
  private long line;
  private long lineBreaks;
  private boolean isOver;

  /** Goes on from where {@code channel} stands, which is the start of line {@code line}. */
  public RecordSplitter(FileChannel channel, Marks marks, long line) throws IOException {
    this.channel = channel;
    this.marks = marks;
    this.position = channel.position();
    this.line = line;
  }

  /**
   * The next record, also where it is only an empty line. One without a line break is the last: the
   * file ends in it, or it is longer than {@value #MOST_BYTES} bytes and nothing can be told of
   * what follows.
   */
  public Optional<RawRecord> next() throws IOException {
    record.reset();
    lineBreaks = 0;
    Ending ending = isOver ? Ending.END_OF_FILE : fill();
    isOver = ending != Ending.LINE_BREAK;
    if (record.size() == 0) {
      return Optional.empty();
    }
    RawRecord found = new RawRecord(position, line, record.toByteArray(), ending);
    position = found.end();
    line += lineBreaks;
    return Optional.of(found);
  }

  /** The line on which the next record begins. */
  public long line() {
    return line;
  }

  private Ending fill() throws IOException {
    Place place = Place.START;
    while (chunk.hasRemaining() || read()) {
      if (record.size() == MOST_BYTES) {
        return Ending.UNFINISHED;
      }
      int each = chunk.get();
      record.write(each);
      if (each == '\n') {
        lineBreaks++;
        if (place != Place.QUOTED) {
          return Ending.LINE_BREAK;
        }
      }
      place = after(place, each);
    }
    return place == Place.QUOTED ? Ending.UNFINISHED : Ending.END_OF_FILE;
  }

  private Place after(Place place, int each) {
    return switch (place) {
      case QUOTED -> marks.isQuote(each) ? Place.BEHIND_QUOTE : Place.QUOTED;
      case START -> marks.isQuote(each) ? Place.QUOTED : outside(each);
      case PLAIN -> outside(each);
      case BEHIND_QUOTE -> marks.isQuote(each) ? Place.QUOTED : outside(each);
    };
  }

  private Place outside(int each) {
    return marks.isDelimiter(each) ? Place.START : Place.PLAIN;
  }

  private boolean read() throws IOException {
    chunk.clear();
    int count = channel.read(chunk);
    chunk.flip();
    return count > 0;
  }
}

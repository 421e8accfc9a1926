package com.example.filedrop;

import com.example.filedrop.file.Call;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.file.RawRecord.Ending;
import com.example.filedrop.file.RecordSplitter;
import com.example.filedrop.record.Layout;
import com.example.filedrop.record.Parsed;
import io.syncline.spi.AdapterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the file of a dataset once, record by record, with one of them in memory. Whoever reads
 * holds the lock; that somebody changed the file all the same shows in {@link #isUndisturbed}.
 */
final class Pass implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pass.class);
  private static final int MOST_LOGGED = 10;

  private final FileSource source;
  private final Call call;
  private final FileChannel channel;
  private final String fingerprint;
  private final List<RawRecord> header = new ArrayList<>();
  private final Layout layout;
  private RecordSplitter splitter;
  private int damaged;
  private boolean isHalfWritten;

  private Pass(FileSource source, Call call) throws IOException {
    this.source = source;
    this.call = call;
    this.fingerprint = source.file().fingerprint();
    this.channel = FileChannel.open(source.file().path(), StandardOpenOption.READ);
    try {
      this.splitter = new RecordSplitter(channel, source.format().marks(), 1);
      this.layout = source.layout(readHeader());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** From the first record. */
  static Pass open(FileSource source, Call call) throws IOException {
    return new Pass(source, call);
  }

  private List<RawRecord> readHeader() throws IOException {
    if (source.format().hasHeader()) {
      splitter.next().ifPresent(header::add);
      if (header.isEmpty() || header.get(0).ending() != Ending.LINE_BREAK) {
        throw new AdapterException.Unreachable(
            "must begin with a whole header; it may be half written: dataset="
                + source.spec().name());
      }
    }
    return header;
  }

  /** Goes on from a record that begins there. */
  void seek(long offset, long line) throws IOException {
    channel.position(offset);
    splitter = new RecordSplitter(channel, source.format().marks(), line);
  }

  Layout layout() {
    return layout;
  }

  List<RawRecord> header() {
    return header;
  }

  String fingerprint() {
    return fingerprint;
  }

  /** The next record as it stands there. */
  Optional<RawRecord> next() throws IOException {
    call.check();
    return splitter.next();
  }

  /** What a record says. The first few that are damaged are logged with their lines. */
  Parsed parse(RawRecord raw) {
    isHalfWritten |= !isEnded(raw);
    Parsed parsed = isEnded(raw) ? layout.parse(raw) : halfWritten();
    if (parsed instanceof Parsed.Damaged damage) {
      damaged++;
      if (damaged <= MOST_LOGGED) {
        LOG.warn("{}, line {}: {}", source.spec().name(), raw.line(), damage.reason());
      }
    }
    return parsed;
  }

  private boolean isEnded(RawRecord raw) {
    return raw.ending() == Ending.LINE_BREAK
        || (raw.ending() == Ending.END_OF_FILE && source.settings().takesOpenEnd());
  }

  private static Parsed halfWritten() {
    return new Parsed.Damaged(
        "must end with a line break; it may be half written", Optional.empty());
  }

  /** Whether a record was met that somebody may still be writing. */
  boolean isHalfWritten() {
    return isHalfWritten;
  }

  /** Whether the file is still the one that was opened. */
  boolean isUndisturbed() throws IOException {
    return fingerprint.equals(source.file().fingerprint());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package com.example.filedrop;

import com.example.filedrop.file.Call;
import com.example.filedrop.file.Lease;
import com.example.filedrop.file.RawRecord;
import com.example.filedrop.file.Replacement;
import com.example.filedrop.record.Content;
import com.example.filedrop.record.Parsed;
import io.syncline.model.NativeKey;
import io.syncline.spi.AdapterException;
import io.syncline.spi.Write;
import io.syncline.spi.WriteOutcome;
import io.syncline.spi.Writer;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a batch under the exclusive lock: one pass finds its records, the batch is decided in
 * memory, a second pass copies the file with the changes in it, and the copy takes its place. What
 * is not changed is copied byte by byte, damaged records too.
 */
record FileWriter(FileSource source) implements Writer {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Override
  public List<WriteOutcome> write(List<Write> writes, Duration within) {
    int most = Math.min(writes.size(), FileDataset.MOST_WRITES);
    List<WriteOutcome> outcomes = new ArrayList<>();
    if (most > 0) {
      outcomes.addAll(attempt(writes.subList(0, most), within));
    }
    while (outcomes.size() < writes.size()) {
      outcomes.add(new WriteOutcome.NotAttempted());
    }
    return outcomes;
  }

  private List<WriteOutcome> attempt(List<Write> writes, Duration within) {
    Call call = source.call(within);
    try {
      Optional<Lease> taken = source.lease(Lease.Mode.EXCLUSIVE, call);
      if (taken.isEmpty()) {
        return all(writes, new WriteOutcome.Unavailable(SOON, "locked by another"));
      }
      try (Lease lease = taken.get()) {
        return locked(writes, call);
      }
    } catch (AccessDeniedException e) {
      return all(writes, new WriteOutcome.Denied("no right to write: " + e.getMessage()));
    } catch (AdapterException.DeadlineExceeded e) {
      return all(writes, new WriteOutcome.Unavailable(SOON, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw FileTrouble.of("dataset=" + source.spec().name(), e);
    }
  }

  private List<WriteOutcome> locked(List<Write> writes, Call call) throws IOException {
    Set<NativeKey> keys = new HashSet<>();
    writes.forEach(write -> Decision.key(source, write).ifPresent(keys::add));
    List<WriteOutcome> outcomes = new ArrayList<>();
    Map<NativeKey, Optional<Content>> changes;
    String seen;
    try (Pass pass = Pass.open(source, call)) {
      Decision decision = new Decision(source, pass.layout(), Sought.in(pass, keys));
      if (pass.isHalfWritten()) {
        return all(writes, new WriteOutcome.Unavailable(SOON, "the file may be half written"));
      }
      writes.forEach(write -> outcomes.add(decision.decide(write)));
      changes = decision.changes();
      seen = pass.fingerprint();
    }
    return changes.isEmpty() ? outcomes : rewritten(outcomes, changes, seen, call);
  }

  private List<WriteOutcome> rewritten(
      List<WriteOutcome> outcomes,
      Map<NativeKey, Optional<Content>> changes,
      String seen,
      Call call)
      throws IOException {
    try (Replacement copy = Replacement.of(source.file())) {
      try (Pass pass = Pass.open(source, call)) {
        copy(pass, copy, changes);
      }
      copy.prepare();
      if (!seen.equals(source.file().fingerprint())) {
        return undone(outcomes, "changed by somebody who does not hold the lock");
      }
      call.check();
      copy.commit();
      try {
        copy.settle();
      } catch (IOException e) {
        return lost(outcomes, e);
      }
      return outcomes;
    }
  }

  /** The file with the changes in it; what is new goes to the end. */
  private static void copy(Pass pass, Replacement copy, Map<NativeKey, Optional<Content>> changes)
      throws IOException {
    Map<NativeKey, Optional<Content>> open = new LinkedHashMap<>(changes);
    byte[] lineBreak = {'\n'};
    for (RawRecord header : pass.header()) {
      copy.append(header.bytes());
      lineBreak = header.lineBreak();
    }
    boolean isEnded = true;
    for (Optional<RawRecord> raw = pass.next(); raw.isPresent(); raw = pass.next()) {
      RawRecord old = raw.get();
      isEnded = old.ending() == RawRecord.Ending.LINE_BREAK;
      Optional<NativeKey> meant = key(pass, old, open.keySet());
      if (meant.isPresent()) {
        append(copy, changes.getOrDefault(meant.get(), Optional.empty()), old.lineBreak());
        open.remove(meant.get());
      } else {
        copy.append(old.bytes());
      }
    }
    if (!isEnded && !open.isEmpty()) {
      copy.append(lineBreak);
    }
    for (Optional<Content> born : open.values()) {
      append(copy, born, lineBreak);
    }
  }

  /** The key of a record, if it is one of these. */
  private static Optional<NativeKey> key(Pass pass, RawRecord raw, Set<NativeKey> keys) {
    return !keys.isEmpty() && pass.parse(raw) instanceof Parsed.Whole whole
        ? Optional.of(whole.key()).filter(keys::contains)
        : Optional.empty();
  }

  private static void append(Replacement copy, Optional<Content> content, byte[] lineBreak)
      throws IOException {
    if (content.isPresent()) {
      copy.append(content.get().bytes());
      copy.append(lineBreak);
    }
  }

  /** Nothing was written, so what would have been applied may be sent again as it is. */
  private static List<WriteOutcome> undone(List<WriteOutcome> outcomes, String cause) {
    return replaced(outcomes, new WriteOutcome.Unavailable(SOON, cause));
  }

  /** It is written, and may not survive a loss of power. */
  private static List<WriteOutcome> lost(List<WriteOutcome> outcomes, IOException cause) {
    return replaced(outcomes, new WriteOutcome.Unknown("not forced to disk: " + cause));
  }

  private static List<WriteOutcome> replaced(List<WriteOutcome> outcomes, WriteOutcome by) {
    return outcomes.stream()
        .map(outcome -> outcome instanceof WriteOutcome.Applied ? by : outcome)
        .toList();
  }

  private static List<WriteOutcome> all(List<Write> writes, WriteOutcome outcome) {
    return writes.stream().map(write -> outcome).toList();
  }
}

package com.example.filedrop;

import com.example.filedrop.file.Call;
import com.example.filedrop.file.Lease;
import io.syncline.spi.AdapterException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads under the shared lock, and answers only what was read of one file. */
final class Reading {

  /** Works on one pass. */
  @FunctionalInterface
  interface Work<T> {
    T on(Pass pass) throws IOException;
  }

  private Reading() {}

  static <T> T of(FileSource source, Duration within, Work<T> work) {
    Call call = source.call(within);
    String where = "dataset=" + source.spec().name();
    try {
      Optional<Lease> taken = source.lease(Lease.Mode.SHARED, call);
      if (taken.isEmpty()) {
        throw new AdapterException.Unreachable("locked by another: " + where);
      }
      try (Lease lease = taken.get();
          Pass pass = Pass.open(source, call)) {
        T answer = work.on(pass);
        if (!pass.isUndisturbed()) {
          throw new AdapterException.Unreachable("changed while it was read: " + where);
        }
        return answer;
      }
    } catch (IOException e) {
      throw FileTrouble.of(where, e);
    }
  }
}

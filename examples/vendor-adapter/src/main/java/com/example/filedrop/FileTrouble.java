package com.example.filedrop;

import io.syncline.spi.AdapterException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the file system says, in the words of the SPI. */
final class FileTrouble {

  private FileTrouble() {}

  /** Of a call that changed nothing; {@code where} names the dataset. */
  static AdapterException of(String where, IOException cause) {
    if (cause instanceof ClosedByInterruptException) {
      return new AdapterException.Cancelled("interrupted: " + where);
    }
    if (cause instanceof AccessDeniedException) {
      return new AdapterException.AuthFailed("no right to: " + where + ": " + cause.getMessage());
    }
    return cause instanceof NoSuchFileException
        ? new AdapterException.Unreachable("there is no such file: " + where)
        : new AdapterException.Unreachable("cannot reach: " + where + ": " + cause);
  }
}

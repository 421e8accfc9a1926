package io.syncline.http.codec;

/** A body is not what it should be; the text goes on after "answered with". */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  public Unreadable(String what) {
    super(what);
  }
}

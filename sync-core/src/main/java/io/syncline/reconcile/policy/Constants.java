package io.syncline.reconcile.policy;

/** The resolutions without content, once each. */
final class Constants {

  static final Resolution TAKE_INCOMING = new Resolution.TakeIncoming();
  static final Resolution KEEP_HEAD = new Resolution.KeepHead();

  private Constants() {}
}

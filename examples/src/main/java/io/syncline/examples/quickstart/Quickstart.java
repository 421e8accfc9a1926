package io.syncline.examples.quickstart;

/** Runs the quickstart. */
public final class Quickstart {

  private Quickstart() {}

  public static void main(String[] args) {
    System.out.println("Syncline quickstart: nothing to show yet");
  }
}

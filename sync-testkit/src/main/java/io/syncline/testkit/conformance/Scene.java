package io.syncline.testkit.conformance;

/** The subject as one rule meets it. */
interface Scene extends AutoCloseable {

  Subject subject();

  /**
   * The rule has been played.
   *
   * @throws AssertionError where a recording has more of it
   */
  void end();

  @Override
  void close();

  static Scene live(Subject subject) {
    return new Scene() {
      @Override
      public Subject subject() {
        return subject;
      }

      @Override
      public void end() {}

      @Override
      public void close() {}
    };
  }
}

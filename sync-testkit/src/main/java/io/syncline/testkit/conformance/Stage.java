package io.syncline.testkit.conformance;

/** Where rules are played: before the system alone, while it is recorded, or without it. */
interface Stage {

  /** What a report is to call the subject. */
  String name();

  /**
   * Where one rule is played.
   *
   * @throws Skipped where it cannot be
   */
  Scene scene(Rule rule);

  /** Where the adapter is opened to ask what it can do. */
  Scene last();

  /** Before the system, of which nothing is kept. */
  static Stage live(Subject subject) {
    return new Stage() {
      @Override
      public String name() {
        return subject.name();
      }

      @Override
      public Scene scene(Rule rule) {
        return Scene.live(subject);
      }

      @Override
      public Scene last() {
        return Scene.live(subject);
      }
    };
  }
}

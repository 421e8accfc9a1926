package io.syncline.benchmarks.whole;

/** How many rows differ. Each set of rows holds those before it. */
enum Share {
  NONE("none", 0),
  FEW("100 rows", -1),
  ONE_PERCENT("1 %", 100),
  TEN_PERCENT("10 %", 10),
  ALL("all", 1);

  private static final int FEW_ROWS = 100;

  private final String title;
  private final int oneIn;

  Share(String title, int oneIn) {
    this.title = title;
    this.oneIn = oneIn;
  }

  String title() {
    return title;
  }

  /** How many of so many rows. */
  long of(int rows) {
    return switch (this) {
      case NONE -> 0;
      case FEW -> Math.min(rows, FEW_ROWS);
      default -> rows / oneIn;
    };
  }

  /** One in so many keys is to be changed; 0: none. */
  int everyKey(int rows) {
    return this == FEW ? Math.max(1, rows / FEW_ROWS) : oneIn;
  }
}

package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong in a run.
 *
 * @param crash at which point the process ends; 0: at none
 * @param freeze at which point the instance is frozen until another one has taken over and run,
 *     where there are two; 0: at none
 * @param faults the seed of what befalls its calls
 * @param percent of its calls that something befalls
 * @param withheld how many of the last changes the feeds do not tell yet
 */
record Trouble(int crash, int freeze, long faults, int percent, int withheld) {

  /** The same with one thing less. */
  List<Trouble> less() {
    List<Trouble> less = new ArrayList<>();
    if (percent > 0) {
      less.add(new Trouble(crash, freeze, 0, 0, withheld));
    }
    if (crash > 0) {
      less.add(new Trouble(0, freeze, faults, percent, withheld));
    }
    if (freeze > 0) {
      less.add(new Trouble(crash, 0, faults, percent, withheld));
    }
    if (withheld > 0) {
      less.add(new Trouble(crash, freeze, faults, percent, 0));
    }
    return less;
  }

  @Override
  public String toString() {
    return (percent > 0 ? ", " + percent + " % of calls fail by seed " + faults : "")
        + (withheld > 0 ? ", feeds are late by " + withheld : "")
        + (crash > 0 ? ", crash at point " + crash : "")
        + (freeze > 0 ? ", frozen at point " + freeze : "");
  }
}

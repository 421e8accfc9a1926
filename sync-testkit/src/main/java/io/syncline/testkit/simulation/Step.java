package io.syncline.testkit.simulation;

import java.util.ArrayList;
import java.util.List;

/** One step of a history. Steps are data: a history without one of them is a history, too. */
sealed interface Step permits Act, Step.Run, Step.Resolve, Step.Expire, Step.Refuse, Step.Rest {

  /**
   * The hub runs, and things go wrong.
   *
   * @param sweeps whether it lists every dataset anew
   * @param raced what users do while it runs
   */
  record Run(boolean sweeps, Trouble trouble, List<Raced> raced) implements Step {

    public Run {
      raced = List.copyOf(raced);
    }

    /** Runs of which one thing less goes wrong. */
    List<Run> calmer() {
      List<Run> calmer = new ArrayList<>();
      trouble.less().forEach(less -> calmer.add(new Run(sweeps, less, raced)));
      if (sweeps) {
        calmer.add(new Run(false, trouble, raced));
      }
      for (Raced each : raced) {
        List<Raced> fewer = new ArrayList<>(raced);
        fewer.remove(each);
        calmer.add(new Run(sweeps, trouble, fewer));
      }
      return calmer;
    }

    @Override
    public String toString() {
      return (sweeps ? "sweep" : "run") + trouble + (raced.isEmpty() ? "" : ", meanwhile " + raced);
    }
  }

  /** What a user does while the hub is at a point of a run. */
  record Raced(int point, Act act) {
    @Override
    public String toString() {
      return "at " + point + ": " + act;
    }
  }

  /** A person decides one of the conflicts that are held, if any are. */
  record Resolve(int conflict, boolean incoming) implements Step {
    @Override
    public String toString() {
      return "resolve conflict " + conflict + " for the " + (incoming ? "incoming" : "head");
    }
  }

  /** The feed of a system forgets what it told so far. */
  record Expire(int system) implements Step {
    @Override
    public String toString() {
      return "the feed of system " + system + " forgets";
    }
  }

  /** A system refuses what is written to a field, or puts it off, until the next rest. */
  record Refuse(int system, int field, boolean blocks) implements Step {
    @Override
    public String toString() {
      return "system " + system + (blocks ? " blocks" : " refuses") + " field " + field;
    }
  }

  /** Nothing goes wrong any more until all have agreed, and what must hold is checked. */
  record Rest() implements Step {
    @Override
    public String toString() {
      return "rest";
    }
  }
}

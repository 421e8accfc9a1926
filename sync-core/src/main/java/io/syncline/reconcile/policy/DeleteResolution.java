package io.syncline.reconcile.policy;

/** What a policy makes of a delete that meets an edit. */
public sealed interface DeleteResolution {

  <T> T match(Cases<T> cases);

  /** The record lives; where it was deleted it is created anew. */
  record UpdateWins() implements DeleteResolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.updateWins(this);
    }
  }

  /** The record goes, and the edit with it. */
  record DeleteWins() implements DeleteResolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.deleteWins(this);
    }
  }

  /**
   * Nothing is decided: nothing is written to the system until a person decides.
   *
   * @param reason why, for that person
   */
  record Hold(String reason) implements DeleteResolution {
    @Override
    public <T> T match(Cases<T> cases) {
      return cases.hold(this);
    }
  }

  /** One answer for each resolution. */
  interface Cases<T> {
    T updateWins(UpdateWins resolution);

    T deleteWins(DeleteWins resolution);

    T hold(Hold resolution);
  }
}

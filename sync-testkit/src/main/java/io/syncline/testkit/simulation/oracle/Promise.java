package io.syncline.testkit.simulation.oracle;

/** What must always hold, as the semantics number it. */
public enum Promise {
  CONVERGENCE,
  NO_LOST_UPDATE,
  NO_ECHO,
  NO_RESURRECTION,
  ONE_EFFECT,
  /** Who wins is what the policy says, whatever was looked at first. */
  ORDER_INDEPENDENCE,
  EXPLAINABILITY
}

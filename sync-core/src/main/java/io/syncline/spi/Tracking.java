package io.syncline.spi;

import java.time.Duration;
import java.util.List;

/**
 * What must stand in a system before the changes of a dataset can be followed: triggers and a
 * journal, a replication slot, a subscription. A feed that needs it and does not find it fails with
 * {@link AdapterException.ConfigInvalid}; it installs nothing by itself.
 *
 * <p>Each call looks at what is there and does what is missing, so repeating one that failed
 * half-way is right, and repeating one that did not changes nothing.
 */
public interface Tracking {

  /**
   * The statements, or calls, that {@link #install} would carry out now, in order, for people to
   * read or to run themselves; empty where nothing is missing. Changes nothing.
   */
  List<String> installation(Duration within);

  /** Makes what is missing. Changes are told from its return on. */
  void install(Duration within);

  /**
   * Whether all is there as {@link #install} would leave it: one check per thing, a failed one with
   * what is wrong and what would mend it. Changes nothing.
   */
  List<Health.Check> verify(Duration within);

  /** The statements that {@link #uninstall} would carry out now, in order. Changes nothing. */
  List<String> removal(Duration within);

  /**
   * Removes all that {@link #install} made and that no other dataset needs. What was recorded and
   * not yet read is lost: cursors of the feed are expired from then on.
   */
  void uninstall(Duration within);
}

package io.syncline.engine;

import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.HubSchedule;

/**
 * How an engine goes about its work, beside what it works on.
 *
 * @param listener told how runs go on
 * @param incarnations tells when a system was restored or swapped
 * @param instance what it is among those that share its store
 * @param schedule when flows are left alone
 * @param overlap where calls go on beside the run
 */
public record Conduct(
    HubLimits limits,
    SyncListener listener,
    Incarnations incarnations,
    Instance instance,
    HubSchedule schedule,
    Overlap overlap) {

  /** As usual: by the standard schedule, as an instance of this process, calls on threads. */
  public static Conduct of(HubLimits limits, SyncListener listener, Incarnations incarnations) {
    return new Conduct(
        limits,
        listener,
        incarnations,
        Instance.ofThisProcess(),
        HubSchedule.of(FlowSchedule.standard()),
        Overlap.onThreads("hub"));
  }

  public Conduct with(Overlap other) {
    return new Conduct(limits, listener, incarnations, instance, schedule, other);
  }
}

package io.syncline.testkit.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rules, by id; what the whole ends with comes last. */
final class Rules {

  private static final List<String> TOPICS =
      List.of("CL", "SC", "PR", "SN", "RD", "LO", "CF", "WR", "BK", "IN", "OP", "QU");

  private Rules() {}

  static List<Rule> all() {
    List<Rule> all = new ArrayList<>();
    all.addAll(SettingRules.all());
    all.addAll(LifecycleRules.all());
    all.addAll(SchemaRules.all());
    all.addAll(ReadRules.all());
    all.addAll(ScanRules.all());
    all.addAll(ContentRules.all());
    all.addAll(FeedRules.all());
    all.addAll(FeedOrderRules.all());
    all.addAll(WriteRules.all());
    all.addAll(ConditionRules.all());
    all.addAll(TroubleRules.all());
    all.addAll(BulkRules.all());
    all.addAll(InboundRules.all());
    all.addAll(OperationRules.all());
    all.addAll(HeapRules.all());
    all.addAll(Quiescence.all());
    all.addAll(LaneRules.all());
    all.sort(
        Comparator.comparingInt((Rule rule) -> TOPICS.indexOf(rule.topic()))
            .thenComparing(Rule::id));
    return List.copyOf(all);
  }
}

package io.syncline.testkit.simulation;

import java.util.stream.Stream;

/** Faults of the core, one per rule of the semantics that a person could forget. */
final class Bugs {

  private Bugs() {}

  static Stream<Bug> all() {
    return Stream.of(believing(), reconciling(), writing(), capturing(), sharing())
        .flatMap(bugs -> bugs);
  }

  private static Stream<Bug> believing() {
    return Stream.of(
        new Bug(
                "a listing that tells no versions makes them unknown",
                "reconcile/Observing",
                "if (!observation.unversioned() || look.differs()) {",
                "if (look.alive() || look.differs()) {",
                50)
            .in(OddListingsHunt.class),
        new Bug(
                "a listing that tells no versions pays for the read of one",
                "reconcile/Observing",
                "if (fresh && !observation.unversioned()) {",
                "if (fresh) {",
                1500)
            .in(OddListingsHunt.class)
            .beginningAt(1020),
        new Bug(
            "an echo is what the head shows, not what the system was believed to show",
            "reconcile/Look",
            "new Differences(holding.registers())",
            "new Differences(draft.head())",
            200),
        new Bug(
            "a late image is believed",
            "reconcile/Belief",
            "? BELIEVED : UNSURE",
            "? BELIEVED : BELIEVED",
            200),
        new Bug(
            "an image of a lower version is believed",
            "reconcile/Belief",
            "if (comparable && ordered && lower(version.get(), holding.token().get())) {",
            "if (comparable && ordered && version.isEmpty()) {",
            2000),
        new Bug(
            "what is read while a write is in flight is believed",
            "reconcile/Belief",
            "if (holding.inFlight().isPresent()) {",
            "if (holding.inFlight().isPresent() && holding.asOf() < 0) {",
            200),
        new Bug(
                "doubt is ignored",
                "reconcile/Outcomes",
                "if (write.unknown()) {\n      holding.doubt(",
                "if (write.number() < 0) {\n      holding.doubt(",
                20000)
            .beginningAt(9829),
        new Bug(
            "what is in doubt was delivered",
            "reconcile/Observing",
            "if (shown.equals(look.rules.show(look.system, name, doubt.at(i).value()))) {",
            "if (shown != null) {",
            300));
  }

  private static Stream<Bug> reconciling() {
    return Stream.of(
        new Bug(
            "a tombstone is forgotten",
            "reconcile/Deletes",
            "    draft.head(Registers.LIFE, new Register(Life.DELETED, event, stamp));\n"
                + "    holding.vanish(event, stamp);",
            "    holding.vanish(null, stamp);",
            100),
        new Bug(
            "a delete wins over what it had not seen",
            "reconcile/Deletes",
            "    List<String> unseen = unseen();",
            "    List<String> unseen = List.of();",
            50),
        new Bug(
                "stamps are not raised above the value they were made on",
                "reconcile/Stamps",
                "    return told.compareTimes(below) > 0",
                "    return below != null",
                2500)
            .in(LastWriterHunt.class)
            .beginningAt(1128),
        new Bug(
            "two events have one number",
            "reconcile/Draft",
            "    clock = clock.with(dot);\n    changed = true;\n    return dot;",
            "    changed = true;\n    return dot;",
            20),
        new Bug(
            "what lost a conflict is written down nowhere",
            "engine/Decisions",
            "case CONFLICT -> conflict(record, (Event.Conflict) event);",
            "case CONFLICT -> {}",
            20),
        new Bug(
            "an edit of what was deleted is dropped",
            "reconcile/Edits",
            "    if (!draft.head().alive()) {",
            "    if (draft.now < 0) {",
            20),
        new Bug(
            "what a create in flight makes is taken for a newcomer",
            "reconcile/FirstContact",
            "if (match.isPresent() && match.get().creating().contains(system)) {",
            "if (match.isPresent() && match.get().creating().isEmpty()) {",
            20),
        new Bug(
            "a quarantine never ends",
            "reconcile/HoldingDraft",
            "    changed |= !quarantine.isEmpty();\n    quarantine = Map.of();",
            "    changed |= quarantine.isEmpty();",
            200));
  }

  private static Stream<Bug> writing() {
    return Stream.of(
        new Bug(
            "the precondition on a version is dropped",
            "engine/Outgoing",
            "return new Precondition.VersionIs(token.version());",
            "return new Precondition.Exists();",
            100),
        new Bug(
            "the precondition on values is dropped",
            "engine/Outgoing",
            "                return new Precondition.FieldsAre(\n"
                + "                   "
                + " old.only(flow.mapping().nativeFields(values.shown().names())));",
            "                return new Precondition.Exists();",
            20),
        new Bug(
            "the token of a write by values is kept",
            "reconcile/Outcomes",
            "return byValues && write.kind() == WriteKind.UPDATE ? Optional.empty() : token;",
            "return byValues && write.kind() == WriteKind.CREATE ? Optional.empty() : token;",
            500),
        new Bug(
            "a write planned anew has the key of the one before",
            "plan/Planner",
            "holding.writes() + 1,",
            "Math.max(1, holding.writes()),",
            20),
        new Bug(
            "what is held is written over",
            "plan/Planner",
            "if (holding.held().containsKey(member)) {",
            "if (holding.held().containsKey(member) && holding.alive() && state.head() == null) {",
            20),
        new Bug(
            "a record whose life is held is written",
            "plan/Planner",
            "        || holding.held().containsKey(Registers.LIFE)) {",
            "        || holding.asOf() < 0) {",
            300),
        new Bug(
                "an answer that was lost is taken for nothing happened",
                "engine/Answers",
                "return new WriteResult.Unknown();",
                "return new WriteResult.Unavailable();",
                3000)
            .beginningAt(514),
        new Bug(
                "after a crash nothing was in flight",
                "engine/Recovery",
                "new WriteResult.Unknown(), now);",
                "new WriteResult.Unavailable(), now);",
                3000)
            .beginningAt(483),
        new Bug(
            "a write to what is gone counts as done",
            "engine/Answers",
            "return new WriteResult.Missing();",
            "return new WriteResult.Applied(Optional.empty(), Optional.empty());",
            300));
  }

  private static Stream<Bug> capturing() {
    return Stream.of(
        new Bug(
            "the cursor is saved before what it tells is taken in",
            "engine/Capture",
            "    Page read = read(List.copyOf(hinted));\n",
            """
            Page read = read(List.copyOf(hinted));
            run.transactions().call(early -> {
              early.saveProgress(entity.name(), flow.system(), new FlowProgress(
                  Optional.empty(), Optional.empty(), Optional.of(page.next()), true));
              return true;
            });
            """,
            1000),
        new Bug(
            "a cursor that expired goes on from now",
            "engine/Capture",
            """
                  expire();
                  boolean changed = list();
                  return poll(position()) || changed;\
            """,
            """
            run.transactions().call(skip -> {
              skip.saveProgress(entity.name(), flow.system(), new FlowProgress(
                  Optional.empty(), Optional.empty(),
                  Optional.of(flow.dataset().changeFeed().orElseThrow().latest()), true));
              return true;
            });
            return false;\
            """,
            1000),
        new Bug(
                "the feed is followed from the end of the listing on",
                "engine/Listing",
                "          return new Ended(fetched.complete(), anchor);",
                "          return new Ended(fetched.complete(), feedPosition());",
                8000)
            .beginningAt(3198),
        new Bug(
            "what a listing lacks is gone, unconfirmed",
            "engine/Absences",
            "    return new Reading(entity, flow, run).takeIn(keys) > 0;",
            """
            java.util.List<Sighting> gone = new java.util.ArrayList<>();
            keys.forEach(key -> gone.add(
                new Sighting.Gone(key, Optional.empty(), Optional.empty())));
            Page page = Page.read(gone, run.count().current());
            return run.transactions().call(
                all -> new Intake(entity, flow, all, run).take(page).changed()) > 0;\
            """,
            20),
        new Bug(
            "a record that goes on under another key is gone",
            "engine/Intake",
            "      moves.take(moved, id, links, gone -> takeGone(gone, page));",
            "      step(id, timed(Observation.gone(), Optional.empty(), page));",
            20));
  }

  private static Stream<Bug> sharing() {
    return Stream.of(
        new Bug(
            "what a stale holder commits is kept",
            "store/SharedMemory",
            "    if (!renew(epoch)) {\n      throw",
            "    if (epoch < 0) {\n      throw",
            300),
        new Bug(
            "who takes the store over again goes on with what it remembered",
            "engine/Tenure",
            "term.filter(each -> each.lease.epoch() == lease.epoch());",
            "term.filter(each -> lease.epoch() > 0);",
            200));
  }
}

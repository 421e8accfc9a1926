package io.syncline.engine;

import io.syncline.model.RecordId;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.store.Note;
import io.syncline.store.NoteKind;
import io.syncline.store.StoreTransaction;
import io.syncline.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the job of one flow: a note of the job itself, and notes of what it carries. */
final class BulkJobNotes {

  private static final int PART = 500;
  private static final int MOST_NOTES = 2 + BulkWriting.MOST_ROWS / PART;
  private static final String JOB = "job";
  private static final String TICKET = "ticket";
  private static final String STATE = "state";
  private static final String WRITES = "writes";
  private static final String OPENED = "opened";
  private static final String SUBMITTED = "submitted";

  private final FlowName flow;

  BulkJobNotes(FlowName flow) {
    this.flow = flow;
  }

  void save(StoreTransaction transaction, BulkJob job) {
    List<Note> notes = new ArrayList<>();
    notes.add(note(job));
    List<List<BulkJob.Carried>> parts = Slices.of(job.writes(), PART);
    for (int i = 0; i < parts.size(); i++) {
      notes.add(
          new Note(
              NoteKind.JOB, part(i), Row.of(WRITES, Value.of(text(parts.get(i)))), job.begun()));
    }
    transaction.note(flow.entity(), flow.system(), notes);
  }

  /** Of a job that is saved, only how far it is. */
  void saveState(StoreTransaction transaction, BulkJob job) {
    transaction.note(flow.entity(), flow.system(), List.of(note(job)));
  }

  void forget(StoreTransaction transaction, BulkJob job) {
    int parts = Slices.of(job.writes(), PART).size();
    List<String> subjects =
        Stream.concat(
                Stream.of(JOB), Stream.iterate(0, i -> i + 1).limit(parts).map(BulkJobNotes::part))
            .toList();
    transaction.forget(flow.entity(), flow.system(), NoteKind.JOB, subjects);
  }

  /** Empty where none is under way. */
  Optional<BulkJob> load(StoreView view) {
    List<Note> notes =
        view.notes(flow.entity(), flow.system(), NoteKind.JOB, Optional.empty(), MOST_NOTES);
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    Note job = notes.get(0); // its subject is before those of the parts
    List<BulkJob.Carried> writes = new ArrayList<>();
    notes.stream().skip(1).forEach(note -> writes.addAll(carried(content(note, WRITES))));
    boolean submitted = content(job, STATE).equals(SUBMITTED);
    return Optional.of(new BulkJob(content(job, TICKET), submitted, job.since(), writes));
  }

  private static Note note(BulkJob job) {
    Row content =
        Row.builder()
            .set(TICKET, Value.of(job.ticket()))
            .set(STATE, Value.of(job.submitted() ? SUBMITTED : OPENED))
            .build();
    return new Note(NoteKind.JOB, JOB, content, job.begun());
  }

  private static String part(int number) {
    return String.format(Locale.ROOT, "part %06d", number);
  }

  private static String text(List<BulkJob.Carried> writes) {
    return writes.stream()
        .map(write -> write.record().value() + ":" + write.number())
        .collect(Collectors.joining(" "));
  }

  private static List<BulkJob.Carried> carried(String text) {
    return Stream.of(text.split(" ", -1))
        .map(
            write -> {
              int colon = write.indexOf(':');
              return new BulkJob.Carried(
                  new RecordId(Long.parseLong(write.substring(0, colon))),
                  Long.parseLong(write.substring(colon + 1)));
            })
        .toList();
  }

  private static String content(Note note, String name) {
    return note.content().get(name).orElseThrow().toString();
  }
}

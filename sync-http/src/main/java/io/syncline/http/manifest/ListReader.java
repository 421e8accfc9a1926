package io.syncline.http.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/** Reads how a list is asked for: a call with its body, and how its pages go on. */
final class ListReader {

  private final Section section;
  private final Paging paging;
  private final Set<String> slots;

  private ListReader(Section section, Paging paging, Set<String> slots) {
    this.section = section;
    this.paging = paging;
    this.slots = slots;
  }

  /**
   * Reads it.
   *
   * @param key of the dataset
   * @param variables that its call and body may use
   */
  static ListSpec read(Section section, List<String> key, Set<String> variables) {
    Paging paging = PagingReader.read(section, key);
    return new ListReader(section, paging, paging.variables()).list(variables);
  }

  /** The same with other paging, and with a slot of the envelope that calls take beside it. */
  static ListSpec read(
      Section section, Paging paging, Optional<Paging.Slot> slot, Set<String> variables) {
    Set<String> slots = new TreeSet<>(paging.variables());
    slot.filter(Paging.Slot.Variable.class::isInstance)
        .ifPresent(each -> slots.add(((Paging.Slot.Variable) each).name()));
    return new ListReader(section, paging, slots).list(variables);
  }

  private ListSpec list(Set<String> variables) {
    Set<String> inEnvelope = new TreeSet<>(variables);
    inEnvelope.addAll(slots);
    Call call = section.requiredCall("call", variables, inEnvelope);
    Optional<BodyTemplate> body = section.body("body", call, variables);
    if (call.soap().isPresent() && paging.kind() instanceof Paging.NextUrl) {
      section.fault("page", "must not be nextUrl or link with soap, which has one endpoint");
    }
    for (String slot : slots) {
      if (!call.variables().contains(slot)) {
        section.fault("call", "must use {" + slot + "}: pages go on by it");
      }
    }
    JsonPointer records = section.pointer("records").orElse(JsonPointer.empty());
    return new ListSpec(
        call,
        section.section("headers").map(ListReader::headers).orElse(Map.of()),
        body,
        records,
        paging);
  }

  static Map<String, String> headers(Section section) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : section.members().keySet()) {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        section.fault(name, "must be a name of a header");
      }
      section.text(name).ifPresent(value -> headers.put(name, value));
    }
    return headers;
  }
}

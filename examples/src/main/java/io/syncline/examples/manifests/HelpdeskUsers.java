package io.syncline.examples.manifests;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The users of a helpdesk: numbered, with a revision and a time that every change sets. A user that
 * is deleted stays, and has the time at which that was. Thread-safe.
 */
final class HelpdeskUsers {

  private static final String MODIFIED = "modified";
  private static final String DELETED = "deleted";
  private static final String REVISION = "revision";
  private static final String MAIL = "/contact/mail";

  private final InstantSource clock = InstantSource.system();
  private final SortedMap<Long, ObjectNode> users = new TreeMap<>();
  private final Map<String, Long> requests = new HashMap<>();
  private long lastTime;

  /**
   * Empty where another user has that address.
   *
   * @param request its id: one that comes again makes no second user
   */
  synchronized Optional<ObjectNode> create(JsonNode given, String request) {
    Long before = requests.get(request);
    if (before != null) {
      return find(before);
    }
    return isTaken(given.at(MAIL).asString())
        ? Optional.empty()
        : Optional.of(made(given, request));
  }

  private boolean isTaken(String mail) {
    return all().stream().anyMatch(user -> user.at(MAIL).asString().equals(mail));
  }

  private ObjectNode made(JsonNode given, String request) {
    long id = users.size() + 1L;
    users.put(
        id, JsonNodeFactory.instance.objectNode().put("id", id).put(REVISION, 0).put(DELETED, 0));
    requests.put(request, id);
    return change(id, given);
  }

  /** Sets what is given and leaves the rest. */
  synchronized ObjectNode change(long id, JsonNode given) {
    ObjectNode user = user(id);
    merge(user, given);
    lastTime = Math.max(clock.millis(), lastTime + 1);
    user.put(REVISION, user.get(REVISION).asLong() + 1).put(MODIFIED, lastTime);
    notifyAll();
    return user.deepCopy();
  }

  private static void merge(ObjectNode into, JsonNode given) {
    given
        .properties()
        .forEach(
            member -> {
              if (into.get(member.getKey()) instanceof ObjectNode below
                  && member.getValue().isObject()) {
                merge(below, member.getValue());
              } else {
                into.set(member.getKey(), member.getValue());
              }
            });
  }

  synchronized ObjectNode delete(long id) {
    return change(id, JsonNodeFactory.instance.objectNode().put(DELETED, clock.millis()));
  }

  private ObjectNode user(long id) {
    ObjectNode user = users.get(id);
    if (user == null) {
      throw new IllegalArgumentException("must be there: user=" + id);
    }
    return user;
  }

  /** The user, deleted or not. */
  synchronized Optional<ObjectNode> find(long id) {
    return Optional.ofNullable(users.get(id)).map(ObjectNode::deepCopy);
  }

  /** By number, without those that were deleted. */
  synchronized List<ObjectNode> after(long id, int most) {
    return copies(users.tailMap(id + 1).values().stream().filter(HelpdeskUsers::isThere), most);
  }

  /** By time, with those that were deleted; no two have one time. */
  synchronized List<ObjectNode> modifiedSince(long millis, int most) {
    return copies(
        users.values().stream()
            .filter(user -> modified(user) >= millis)
            .sorted((a, b) -> Long.compare(modified(a), modified(b))),
        most);
  }

  synchronized List<ObjectNode> all() {
    return after(0, Integer.MAX_VALUE);
  }

  /** Waits until such a user is there; false: it took longer than that. */
  synchronized boolean await(Predicate<ObjectNode> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (all().stream().noneMatch(wanted)) {
      long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  private static List<ObjectNode> copies(Stream<ObjectNode> some, int most) {
    return some.limit(most).map(ObjectNode::deepCopy).toList();
  }

  private static boolean isThere(ObjectNode user) {
    return user.get(DELETED).asLong() == 0;
  }

  static long modified(ObjectNode user) {
    return user.get(MODIFIED).asLong();
  }

  static long revision(ObjectNode user) {
    return user.get(REVISION).asLong();
  }
}

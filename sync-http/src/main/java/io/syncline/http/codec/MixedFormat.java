package io.syncline.http.codec;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Many calls in one body, as batches of OData and of Google are: parts of {@code multipart/mixed},
 * RFC 2046, section 5.1, each of them a message of {@code application/http}, RFC 9112, section
 * 10.2. What is sent is a list of {@code {method, url, headers, body}}; the parts are numbered from
 * one by their {@code Content-ID}. What is read is a list of {@code {id, status, headers, body}},
 * one for each part, in order: {@code id} is the number that it echoes, if it echoes one; {@code
 * flaw} says why its body, or all of it, could not be read.
 *
 * <p>A part may also be a change set, which is parts again, with the call as its only one: OData up
 * to 3.0 takes writes in change sets alone. Its answer is a change set likewise, or, where it
 * failed, one message; both are read as that of the call (OData 4.0, part 1, section 11.7.4).
 */
public final class MixedFormat implements Format {

  /** So many calls have answers that can be read: each is two parts where it is a change set. */
  public static final int MOST = Parts.MAX_PARTS / 2;

  public static final String METHOD = "method";
  public static final String URL = "url";
  public static final String HEADERS = "headers";
  public static final String BODY = "body";
  public static final String ID = "id";
  public static final String STATUS = "status";
  public static final String FLAW = "flaw";

  private static final String TYPE = "multipart/mixed";
  private static final String LINE = "\r\n";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Google answers the part {@code x} by {@code response-x}; both may stand in angle brackets. */
  private static final Pattern ECHO = Pattern.compile("<?(?:response-)?([1-9]\\d{0,8})>?");

  /** Would end a line, or is nothing that a header can have. */
  private static final Pattern ODD = Pattern.compile("[\\x00-\\x1F\\x7F]|[^\\x00-\\xFF]");

  private final Encoding bodies;
  private final boolean changeSets;

  /**
   * Of calls whose bodies are written like that, but for the compression, which is of the whole.
   *
   * @param changeSets whether each call is in a change set of its own
   */
  public MixedFormat(Encoding bodies, boolean changeSets) {
    this.bodies = new Encoding(bodies.format(), bodies.charset(), Optional.empty());
    this.changeSets = changeSets;
  }

  /** Whether a header of a part can have this value: nothing in it ends the header. */
  public static boolean fitsHeader(String value) {
    return !ODD.matcher(value).find();
  }

  @Override
  public String name() {
    return "parts that are calls";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of(TYPE);
  }

  @Override
  public boolean namesCharset() {
    return true;
  }

  @Override
  public String mediaType(byte[] body) {
    return TYPE + "; boundary=" + Multipart.boundary(body);
  }

  // What is sent

  /** As {@link #bytes}, a character for a byte. */
  @Override
  public String write(JsonNode tree, Charset charset) {
    return new String(bytes(tree, charset), StandardCharsets.ISO_8859_1);
  }

  @Override
  public byte[] bytes(JsonNode tree, Charset charset) {
    List<Multipart.Outgoing> parts = new ArrayList<>();
    for (JsonNode call : tree.values()) {
      Multipart.Outgoing part = part(parts.size() + 1, call);
      parts.add(changeSets ? changeSet(part) : part);
    }
    return Multipart.of(parts).bytes();
  }

  private static Multipart.Outgoing changeSet(Multipart.Outgoing only) {
    Multipart whole = Multipart.of(List.of(only));
    return new Multipart.Outgoing(
        Map.of("Content-Type", TYPE + "; boundary=" + whole.boundary()), whole.bytes());
  }

  private Multipart.Outgoing part(int number, JsonNode call) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", HttpMessage.TYPE);
    headers.put("Content-Transfer-Encoding", "binary");
    headers.put("Content-ID", Integer.toString(number));
    return new Multipart.Outgoing(headers, message(call));
  }

  private byte[] message(JsonNode call) {
    Map<String, String> headers = new LinkedHashMap<>();
    call.path(HEADERS).forEachEntry((name, value) -> headers.put(name, value.asString()));
    byte[] content = new byte[0];
    if (call.has(BODY)) {
      Encoding.Body body = bodies.body(call.get(BODY));
      headers.putAll(body.headers());
      headers.put("Content-Length", Integer.toString(body.bytes().length));
      content = body.bytes();
    }
    StringBuilder head = new StringBuilder();
    head.append(call.path(METHOD).asString()).append(' ');
    head.append(call.path(URL).asString()).append(" HTTP/1.1").append(LINE);
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append(LINE));
    byte[] start = head.append(LINE).toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] message = new byte[start.length + content.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(content, 0, message, start.length, content.length);
    return message;
  }

  @Override
  public Optional<String> misfitBody(JsonNode tree) {
    return tree.values().stream().allMatch(MixedFormat::isWhole)
        ? Optional.empty()
        : Optional.of("have addresses and headers without controls, in " + name());
  }

  /** Whether nothing in its head ends a line of it. */
  private static boolean isWhole(JsonNode call) {
    String url = call.path(URL).asString("");
    return url.indexOf(' ') < 0
        && fitsHeader(url)
        && call.path(HEADERS).values().stream().allMatch(each -> fitsHeader(each.asString("")));
  }

  // What is read

  @Override
  public JsonNode read(HttpHeaders headers, byte[] body, CharsetRule charset) throws Unreadable {
    ArrayNode answers = NODES.arrayNode();
    PartTree trees = new PartTree(charset);
    Parts.of(headers, body).parts().forEach(part -> answers.add(answer(part, trees)));
    withoutRepeats(answers);
    return answers;
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    throw new Unreadable("parts, which are read as bytes");
  }

  /** Without a status where the part is no message: what is wrong with one is not with others. */
  private static ObjectNode answer(Part part, PartTree trees) {
    Part only = part.parts().size() == 1 ? part.parts().get(0) : part;
    ObjectNode answer = NODES.objectNode();
    Optional<String> number = echoed(only.headers());
    try {
      HttpMessage message = HttpMessage.of(only);
      answer.put(STATUS, message.status());
      answer.set(HEADERS, PartTree.headers(message.headers()));
      number = number.or(() -> echoed(message.headers()));
      if (message.hasBody()) {
        answer.set(BODY, trees.value(message.headers(), message.body()));
      }
    } catch (Unreadable e) {
      answer.put(FLAW, e.getMessage());
    }
    number.ifPresent(found -> answer.put(ID, found));
    return answer;
  }

  /** It may also be among the headers of the message, MS-ODATA, section 2.2.7.6.6. */
  private static Optional<String> echoed(HttpHeaders headers) {
    return headers
        .firstValue("Content-ID")
        .map(ECHO::matcher)
        .filter(Matcher::matches)
        .map(echo -> echo.group(1));
  }

  /** Numbers of which one comes twice are not ours. */
  private static void withoutRepeats(ArrayNode answers) {
    Set<String> seen = new HashSet<>();
    boolean once = true;
    for (JsonNode answer : answers) {
      once &= !answer.has(ID) || seen.add(answer.get(ID).asString());
    }
    if (!once) {
      answers.forEach(answer -> ((ObjectNode) answer).remove(ID));
    }
  }
}

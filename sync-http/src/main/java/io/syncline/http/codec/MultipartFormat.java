package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Bodies of several parts: as {@link PartTree} has them, of any subtype, where they are read, and
 * forms, RFC 7578, where they are sent. A list is a field that comes once for each, and {@code
 * {filename, type, content}} a file, with {@code base64} in the place of {@code content} where it
 * is no text.
 */
public final class MultipartFormat implements Format {

  /** As RFC 9110, section 8.3.1, has it, with parameters. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+(?: *; *[\\w-]+=[\\w.+-]+)*");

  /** In quotes these would end the name, or the line; RFC 7578 leaves open how to write them. */
  private static final Pattern UNQUOTED = Pattern.compile("[\"\\\\\\p{Cntrl}]");

  private static final String READER = "org.apache.james.mime4j.stream.MimeTokenStream";

  /** Whether there is what takes parts apart: {@code apache-mime4j-core}, which is optional. */
  public static boolean isThere(ClassLoader loader) {
    try {
      Class.forName(READER, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public String name() {
    return "a form of parts";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of(PartTree.FORM, "multipart/mixed");
  }

  @Override
  public JsonNode read(HttpHeaders headers, byte[] body, CharsetRule charset) throws Unreadable {
    return new PartTree(charset).of(Parts.of(headers, body));
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    throw new Unreadable("parts, which are read as bytes");
  }

  /** As {@link #bytes}, a character for a byte. */
  @Override
  public String write(JsonNode tree, Charset charset) {
    return new String(bytes(tree, charset), StandardCharsets.ISO_8859_1);
  }

  @Override
  public byte[] bytes(JsonNode tree, Charset charset) {
    List<Multipart.Outgoing> parts = new ArrayList<>();
    tree.forEachEntry(
        (name, value) ->
            (value.isArray() ? value.values() : List.of(value))
                .forEach(each -> parts.add(part(name, each, charset))));
    return Multipart.of(parts).bytes();
  }

  /** Null is sent as nothing, as in other forms. */
  private static Multipart.Outgoing part(String name, JsonNode value, Charset charset) {
    Map<String, String> headers = new LinkedHashMap<>();
    String disposition = "form-data; name=\"" + name + "\"";
    if (value.isObject()) {
      String file = value.path(PartTree.FILE_NAME).asString();
      headers.put("Content-Disposition", disposition + "; filename=\"" + file + "\"");
      headers.put("Content-Type", value.path(PartTree.TYPE).asString("application/octet-stream"));
      return new Multipart.Outgoing(headers, content(value, charset));
    }
    headers.put("Content-Disposition", disposition);
    if (!charset.equals(StandardCharsets.UTF_8)) {
      headers.put("Content-Type", "text/plain; charset=" + charset.name());
    }
    String text = value.isNull() ? "" : Json.scalar(value);
    return new Multipart.Outgoing(headers, Encoding.bytes(text, charset));
  }

  private static byte[] content(JsonNode file, Charset charset) {
    JsonNode packed = file.path(PartTree.BASE64);
    return packed.isString()
        ? decoded(packed).orElseThrow()
        : Encoding.bytes(Json.scalar(file.path(PartTree.CONTENT)), charset);
  }

  private static Optional<byte[]> decoded(JsonNode packed) {
    try {
      return Optional.of(Base64.getDecoder().decode(packed.asString()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String mediaType(byte[] body) {
    return PartTree.FORM + "; boundary=" + Multipart.boundary(body);
  }

  @Override
  public boolean namesCharset() {
    return true;
  }

  @Override
  public Optional<String> misfitName(String name) {
    return UNQUOTED.matcher(name).find()
        ? Optional.of("have a name without quotes, backslashes and controls")
        : Optional.empty();
  }

  @Override
  public Optional<String> misfitBody(JsonNode tree) {
    return tree.isObject()
        ? tree.propertyNames().stream().flatMap(each -> misfitName(each).stream()).findFirst()
        : Optional.of("be fields by name, in " + name());
  }

  @Override
  public Optional<String> misfitMember(JsonNode value) {
    if (value.isArray()) {
      return value.values().stream().flatMap(each -> misfitMember(each).stream()).findFirst();
    }
    return value.isObject() ? misfitFile(value) : Optional.empty();
  }

  private static Optional<String> misfitFile(JsonNode file) {
    Set<String> members = new TreeSet<>(file.propertyNames());
    boolean one = members.remove(PartTree.CONTENT) ^ members.remove(PartTree.BASE64);
    boolean named = members.remove(PartTree.FILE_NAME);
    members.remove(PartTree.TYPE);
    boolean scalars = file.values().stream().noneMatch(JsonNode::isContainer);
    if (!one || !named || !members.isEmpty() || !scalars) {
      return Optional.of("be a single value, or a file with filename, type, and content or base64");
    }
    if (UNQUOTED.matcher(file.path(PartTree.FILE_NAME).asString()).find()) {
      return Optional.of("have a filename without quotes, backslashes and controls");
    }
    JsonNode type = file.path(PartTree.TYPE);
    if (!type.isMissingNode() && !MEDIA_TYPE.matcher(type.asString()).matches()) {
      return Optional.of("have a media type such as text/csv");
    }
    JsonNode packed = file.path(PartTree.BASE64);
    return packed.isMissingNode() || decoded(packed).isPresent()
        ? Optional.empty()
        : Optional.of("have base64 that is that");
  }

  @Override
  public boolean hasLists() {
    return false;
  }

  @Override
  public boolean repeatsMembers() {
    return true;
  }
}

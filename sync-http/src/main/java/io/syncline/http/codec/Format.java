package io.syncline.http.codec;

import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What the characters of a body mean. Immutable. */
public interface Format {

  /** For texts, such as JSON. */
  String name();

  /** The first is what we send. */
  List<String> mediaTypes();

  /** A body that is characters of one charset, as most are, by {@link #read(String, Charset)}. */
  default JsonNode read(HttpHeaders headers, byte[] body, CharsetRule charset) throws Unreadable {
    return charset.read(headers, body, this);
  }

  JsonNode read(String text) throws Unreadable;

  /** The same where characters are written as their bytes once more. */
  default JsonNode read(String text, Charset charset) throws Unreadable {
    return read(text);
  }

  /** The tree in characters; the methods that tell misfits were asked before. */
  String write(JsonNode tree, Charset charset);

  /** The tree in bytes, the same as those of its characters in most formats. */
  default byte[] bytes(JsonNode tree, Charset charset) {
    return Encoding.bytes(write(tree, charset), charset);
  }

  /** What a call says that a body of ours is. */
  default String mediaType(byte[] body) {
    return mediaTypes().get(0);
  }

  /** Whether bodies name the charset of what is in them. */
  default boolean namesCharset() {
    return false;
  }

  /** Whether scalars come as text, whatever their type. */
  default boolean isTextual() {
    return true;
  }

  /** The charset that the body itself names. */
  default Optional<String> declaredCharset(byte[] body) {
    return Optional.empty();
  }

  /** Why a text cannot be sent, whatever the charset; to go on after "must". */
  default Optional<String> misfit(String text) {
    return Optional.empty();
  }

  /** Why a member of this name cannot be sent; to go on after "must". */
  default Optional<String> misfitName(String name) {
    return Optional.empty();
  }

  /** Why no body of this shape can be sent, to go on after "must". */
  default Optional<String> misfitBody(JsonNode tree) {
    return Optional.empty();
  }

  /** Why a member that is an object or a list cannot be sent; to go on after "must". */
  default Optional<String> misfitMember(JsonNode value) {
    return Optional.empty();
  }

  /** Whether a list of none, or of lists, is told from none. */
  default boolean hasLists() {
    return true;
  }

  /** Whether a list of single values is a member that comes once for each. */
  default boolean repeatsMembers() {
    return false;
  }

  /** Whether members may have members. */
  default boolean isNested() {
    return true;
  }

  /** Whether it is rows of cells, where none is told from null by nobody. */
  default boolean isTable() {
    return false;
  }

  /** Whether {@link #rows} reads a body that is too large to be a tree. */
  default boolean hasRows() {
    return false;
  }

  /** The elements of what {@link #list} finds, out of a body that comes little by little. */
  default Rows rows(Reader text, JsonPointer at) throws IOException, Unreadable {
    throw new UnsupportedOperationException("must have rows: " + name());
  }

  /** What is at a place where a list is expected; empty where none is. */
  default Optional<List<JsonNode>> list(JsonNode body, JsonPointer at) {
    JsonNode found = body.at(at);
    return found.isArray() ? Optional.of(List.copyOf(found.values())) : Optional.empty();
  }
}

package io.syncline.http.codec;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** XML 1.0, as {@link XmlTree} has it. */
public final class XmlFormat implements Format {

  private static final int DECLARATION_BYTES = 200;
  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  private final XmlShape shape;

  public XmlFormat(XmlShape shape) {
    this.shape = shape;
  }

  @Override
  public String name() {
    return "XML";
  }

  @Override
  public List<String> mediaTypes() {
    return List.of("application/xml", "text/xml");
  }

  @Override
  public JsonNode read(String text) throws Unreadable {
    return XmlTree.read(shape, text);
  }

  @Override
  public boolean hasRows() {
    return true;
  }

  @Override
  public Rows rows(Reader text, JsonPointer at) throws IOException, Unreadable {
    return XmlTree.rows(shape, text, at);
  }

  /** The tree has one member: the document's element. */
  @Override
  public String write(JsonNode tree, Charset charset) {
    StringBuilder out = new StringBuilder(declaration(charset));
    tree.forEachEntry((name, value) -> XmlText.element(name, "", value, out));
    return out.toString();
  }

  public static String declaration(Charset charset) {
    return "<?xml version=\"1.0\" encoding=\"" + charset.name() + "\"?>";
  }

  /** XML 1.0, appendix F: the declaration's own characters tell how to read it. */
  @Override
  public Optional<String> declaredCharset(byte[] body) {
    if (CharsetRule.startsWith(body, 0x00, 0x3C, 0x00, 0x3F)) {
      return Optional.of(StandardCharsets.UTF_16BE.name());
    }
    if (CharsetRule.startsWith(body, 0x3C, 0x00, 0x3F, 0x00)) {
      return Optional.of(StandardCharsets.UTF_16LE.name());
    }
    int length = Math.min(body.length, DECLARATION_BYTES);
    Matcher matcher = ENCODING.matcher(new String(body, 0, length, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  public Optional<String> misfit(String text) {
    return XmlText.misfit(text);
  }

  @Override
  public Optional<String> misfitBody(JsonNode tree) {
    boolean one = tree.size() == 1 && tree.values().stream().noneMatch(JsonNode::isArray);
    return one ? Optional.empty() : Optional.of("be below one element, the document's, in XML");
  }

  @Override
  public Optional<String> misfitName(String name) {
    return XmlText.isName(name) ? Optional.empty() : Optional.of("have a name of XML: " + name);
  }

  @Override
  public boolean hasLists() {
    return false;
  }

  /**
   * XML does not say whether what comes once is a list, nor tell an empty list from none: there is
   * none where the element around it is there, and holds nothing else but single values.
   */
  @Override
  public Optional<List<JsonNode>> list(JsonNode body, JsonPointer at) {
    JsonNode found = body.at(at);
    if (found.isArray()) {
      return Optional.of(List.copyOf(found.values()));
    }
    if (found.isMissingNode() || found.isNull()) {
      return !at.matches() && isBare(body.at(at.head()))
          ? Optional.of(List.of())
          : Optional.empty();
    }
    return Optional.of(List.of(found));
  }

  private static boolean isBare(JsonNode around) {
    return around.isObject()
        ? around.values().stream().noneMatch(JsonNode::isContainer)
        : around.isNull() || (around.isString() && around.stringValue().isBlank());
  }
}

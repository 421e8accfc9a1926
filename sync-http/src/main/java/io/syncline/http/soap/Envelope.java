package io.syncline.http.soap;

import io.syncline.http.codec.XmlFormat;
import io.syncline.http.codec.XmlText;
import io.syncline.http.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * An envelope with variables, such as {@code {id}}, in its texts and attributes. Below the
 * operation, an element is left out where it has variables and none of them has a value, and so is
 * an attribute that is nothing but such a variable; an element that is nothing but a variable is
 * {@code xsi:nil} where that is null, and comes once for each item where it is a list.
 *
 * <p>Elements with an attribute {@code each} of {@link #SPACE}, side by side, stand for the items
 * of a call, such as many writes: each item is written as the one that names its kind. Thread-safe.
 */
public final class Envelope {

  /** The namespace of what is ours in an envelope, and is not sent. */
  public static final String SPACE = "urn:syncline:envelope";

  private static final String EACH = "each";

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

  /** Envelope, body and operation are always there. */
  private static final int ALWAYS = 3;

  private static final String HEADER = "Header";

  private final String text;
  private final Element root;
  private final SoapVersion version;
  private final Set<String> variables = new TreeSet<>();
  private final Map<String, Element> kinds = new TreeMap<>();

  private Envelope(String text, Element root, SoapVersion version) {
    this.text = text;
    this.root = root;
    this.version = version;
    collect(root, variables);
    List<Element> found = new ArrayList<>();
    collectItems(root, found);
    found.forEach(each -> kinds(each).forEach(kind -> put(kind, each)));
    if (found.stream().map(Node::getParentNode).distinct().count() > 1) {
      throw new IllegalArgumentException("must have elements for items side by side: each");
    }
  }

  private void put(String kind, Element item) {
    if (kinds.put(kind, item) != null) {
      throw new IllegalArgumentException("must have one element for each kind: each=" + kind);
    }
  }

  /**
   * One of what a call carries many of.
   *
   * @param kind names the element that it is written as
   */
  public record Item(String kind, Map<String, JsonNode> values) {

    public Item {
      values = Map.copyOf(values);
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static Envelope parse(String text) {
    Element root;
    try {
      root = parser().parse(new InputSource(new StringReader(text.strip()))).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException("must be XML without a document type", e);
    }
    Optional<SoapVersion> version =
        Optional.ofNullable(root.getNamespaceURI()).flatMap(SoapVersion::ofNamespace);
    boolean whole =
        "Envelope".equals(root.getLocalName())
            && children(root).stream()
                .anyMatch(each -> "Body".equals(each.getLocalName()) && !children(each).isEmpty());
    if (version.isEmpty() || !whole) {
      throw new IllegalArgumentException("must be an envelope of SOAP 1.1 or 1.2, with a body");
    }
    return new Envelope(text, root, version.get());
  }

  /** The names between braces in an element of a header; empty where it is no element. */
  public static Optional<Set<String>> variablesOfHeader(String element) {
    try {
      Set<String> names = new TreeSet<>();
      collect(
          parser().parse(new InputSource(new StringReader(element))).getDocumentElement(), names);
      return Optional.of(names);
    } catch (SAXException | IOException e) {
      return Optional.empty();
    }
  }

  private static DocumentBuilder parser() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      // what is expanded at the first look cannot be read by several threads
      factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // says nothing on the standard streams
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("must have a parser that can be made safe", e);
    }
  }

  public SoapVersion version() {
    return version;
  }

  /** The template. */
  public String text() {
    return text;
  }

  /** The names between braces, but for those of items. */
  public Set<String> variables() {
    return Set.copyOf(variables);
  }

  /** The kinds of items that it has elements for. */
  public Set<String> kinds() {
    return Set.copyOf(kinds.keySet());
  }

  /** The names between braces in the element for a kind of item; empty where there is none. */
  public Set<String> variables(String kind) {
    Set<String> names = new TreeSet<>();
    Optional.ofNullable(kinds.get(kind)).ifPresent(element -> collect(element, names));
    return names;
  }

  /** Whether an element is nothing but this variable, and so comes once for each item of a list. */
  public boolean lists(String variable) {
    return lists(root, variable);
  }

  private static boolean lists(Element element, String variable) {
    return only(element).filter(variable::equals).isPresent()
        || children(element).stream().anyMatch(each -> lists(each, variable));
  }

  /** The local name of what is called, for texts. */
  public String operation() {
    return children(root).stream()
        .filter(each -> "Body".equals(each.getLocalName()))
        .flatMap(body -> children(body).stream())
        .findFirst()
        .map(Node::getLocalName)
        .orElseThrow();
  }

  /** With every variable in place: one that is absent has no value, which null is not. */
  String filled(Map<String, JsonNode> values, List<Item> items, Charset charset) {
    StringBuilder out = new StringBuilder(XmlFormat.declaration(charset));
    write(root, 0, values, items, out);
    return out.toString();
  }

  private void write(
      Element element,
      int depth,
      Map<String, JsonNode> values,
      List<Item> items,
      StringBuilder out) {
    String attributes = attributes(element, values);
    Optional<JsonNode> only = only(element).map(values::get);
    if (only.isPresent()) {
      XmlText.element(element.getNodeName(), attributes, only.get(), out);
      return;
    }
    out.append('<').append(element.getNodeName()).append(attributes).append('>');
    if (depth == 0 && children(element).stream().noneMatch(Envelope::isHeader)) {
      String prefix = element.getPrefix() == null ? "" : element.getPrefix() + ":";
      out.append('<').append(prefix).append(HEADER).append("></");
      out.append(prefix).append(HEADER).append('>');
    }
    boolean itemsToCome = true;
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child && !kinds(child).isEmpty()) {
        if (itemsToCome) {
          items.forEach(item -> write(item, out));
        }
        itemsToCome = false;
      } else if (each instanceof Element child) {
        if (depth + 1 < ALWAYS || !isLeftOut(child, values)) {
          write(child, depth + 1, values, items, out);
        }
      } else if (each instanceof Text text) {
        out.append(text.getData().isBlank() ? "" : XmlText.escaped(put(text.getData(), values)));
      }
    }
    out.append("</").append(element.getNodeName()).append('>');
  }

  private void write(Item item, StringBuilder out) {
    Element element = kinds.get(item.kind());
    if (element == null) {
      throw new IllegalArgumentException("must be of a known kind: each=" + item.kind());
    }
    write(element, ALWAYS, item.values(), List.of(), out);
  }

  private static boolean isHeader(Element element) {
    return HEADER.equals(element.getLocalName());
  }

  private static boolean isLeftOut(Element element, Map<String, JsonNode> values) {
    Set<String> names = new TreeSet<>();
    collect(element, names);
    List<Element> items = new ArrayList<>();
    collectItems(element, items);
    return items.isEmpty() && !names.isEmpty() && names.stream().noneMatch(values::containsKey);
  }

  private static String attributes(Element element, Map<String, JsonNode> values) {
    StringBuilder out = new StringBuilder();
    for (Attr attribute : attributes(element)) {
      String text = attribute.getValue();
      boolean absent =
          variable(text)
              .filter(name -> Json.text(value(name, values), JsonPointer.empty()).isEmpty())
              .isPresent();
      if (!absent) {
        out.append(' ').append(attribute.getName()).append("=\"");
        out.append(XmlText.escaped(put(text, values))).append('"');
      }
    }
    return out.toString();
  }

  /** The variable that an element is nothing but. */
  private static Optional<String> only(Element element) {
    return children(element).isEmpty()
        ? variable(element.getTextContent().strip())
        : Optional.empty();
  }

  private static Optional<String> variable(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String put(String text, Map<String, JsonNode> values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Json.text(value(found.group(1), values), JsonPointer.empty()).orElse("")));
  }

  private static JsonNode value(String name, Map<String, JsonNode> values) {
    return values.getOrDefault(name, Json.object().missingNode());
  }

  private static void collect(Element element, Set<String> names) {
    attributes(element).forEach(each -> collect(each.getValue(), names));
    for (Node each = element.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element child && kinds(child).isEmpty()) {
        collect(child, names);
      } else if (each instanceof Text text) {
        collect(text.getData(), names);
      }
    }
  }

  private static void collectItems(Element element, List<Element> found) {
    for (Element child : children(element)) {
      if (kinds(child).isEmpty()) {
        collectItems(child, found);
      } else {
        found.add(child);
      }
    }
  }

  /** The kinds of items that an element stands for. */
  private static Set<String> kinds(Element element) {
    String kinds = element.getAttributeNS(SPACE, EACH).strip();
    return kinds.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(kinds.split("\\s+")));
  }

  private static void collect(String text, Set<String> names) {
    VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
  }

  private static List<Attr> attributes(Element element) {
    List<Attr> attributes = new ArrayList<>();
    NamedNodeMap map = element.getAttributes();
    for (int i = 0; i < map.getLength(); i++) {
      Attr attribute = (Attr) map.item(i);
      boolean declaresOurs =
          XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
              && SPACE.equals(attribute.getValue());
      if (!declaresOurs && !SPACE.equals(attribute.getNamespaceURI())) {
        attributes.add(attribute);
      }
    }
    return attributes;
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}

package io.syncline.http.codec;

import io.syncline.http.json.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One document as a tree. An element is a member by its local name, whatever its namespace;
 * siblings of one name are a list. One with attributes or elements in it is an object, with {@code
 * @name} for attributes and {@code #text} for text; any other is a text. {@code xsi:nil} is null,
 * and an empty element the empty text. Document types are refused, and with them every entity but
 * XML's own.
 */
final class XmlTree {

  static final int MAX_DEPTH = 200;

  /** Of the JDK's parser, which has a limit of its own since JDK 24. */
  private static final String PARSERS_DEPTH = "jdk.xml.maxElementDepth";

  private static final Set<String> YES = Set.of("true", "1");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final XmlShape shape;
  private final XMLStreamReader reader;

  private XmlTree(XmlShape shape, XMLStreamReader reader) {
    this.shape = shape;
    this.reader = reader;
  }

  /** The document's element is the only member. */
  static JsonNode read(XmlShape shape, String text) throws Unreadable {
    try {
      return new XmlTree(shape, factory().createXMLStreamReader(new StringReader(text))).document();
    } catch (XMLStreamException e) {
      throw malformed(e);
    }
  }

  /** The elements at a place; siblings that are elsewhere are passed over. */
  static Rows rows(XmlShape shape, Reader text, JsonPointer at) throws IOException, Unreadable {
    List<String> path = new ArrayList<>();
    for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
      path.add(rest.getMatchingProperty());
    }
    if (path.isEmpty()) {
      throw new Unreadable("no list at " + at);
    }
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(text);
      return new XmlTree(shape, reader).new Elements(path);
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  private final class Elements implements Rows {

    private final List<String> path;
    private int depth;
    private boolean around;

    Elements(List<String> path) {
      this.path = path;
      around = path.size() == 1;
    }

    @Override
    public Optional<JsonNode> next() throws IOException, Unreadable {
      try {
        while (reader.hasNext()) {
          int event = next(reader.next());
          if (event == XMLStreamConstants.START_ELEMENT) {
            return Optional.of(element(path.size()));
          }
        }
      } catch (XMLStreamException e) {
        throw unreadable(e);
      }
      if (!around) {
        throw new Unreadable("no list at /" + String.join("/", path));
      }
      return Optional.empty();
    }

    /** Goes up and down; the start of an element is told only where it is a row. */
    private int next(int event) throws XMLStreamException, Unreadable {
      switch (event) {
        case XMLStreamConstants.DTD -> throw documentType();
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.START_ELEMENT -> {
          if (!memberName().equals(path.get(depth))) {
            passOver();
          } else if (depth == path.size() - 1) {
            return event;
          } else {
            depth++;
            around |= depth == path.size() - 1;
          }
        }
        default -> {
          // of no row
        }
      }
      return XMLStreamConstants.SPACE;
    }

    private void passOver() throws XMLStreamException {
      for (int open = 1; open > 0; ) {
        int event = reader.next();
        open += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
        open -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
      }
    }
  }

  /** What failed to be read on is told as that. */
  private static Unreadable unreadable(XMLStreamException e) throws IOException {
    if (e.getNestedException() instanceof IOException cause) {
      throw cause;
    }
    return malformed(e);
  }

  private static Unreadable malformed(XMLStreamException e) {
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
    return new Unreadable("something that is not XML: line=" + line);
  }

  private static Unreadable documentType() {
    return new Unreadable("a document type, which is refused");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setProperty(PARSERS_DEPTH, Integer.toString(MAX_DEPTH + 1)); // ours is told better
    return factory;
  }

  private JsonNode document() throws XMLStreamException, Unreadable {
    ObjectNode document = Json.object();
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw documentType();
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        document.set(reader.getLocalName(), element(1));
      }
    }
    return document;
  }

  private JsonNode element(int depth) throws XMLStreamException, Unreadable {
    if (depth > MAX_DEPTH) {
      throw new Unreadable("XML of more than " + MAX_DEPTH + " levels");
    }
    ObjectNode members = Json.object();
    boolean nil = attributes(members);
    boolean leaf = true;
    StringBuilder text = new StringBuilder();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          leaf = false;
          child(members, depth);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Unreadable("an entity, which is refused: " + reader.getLocalName());
        default -> {
          // comments and instructions say nothing
        }
      }
    }
    if (nil) {
      return NODES.nullNode();
    }
    if (members.isEmpty() && leaf) {
      return NODES.stringNode(text.toString());
    }
    if (leaf || !text.toString().isBlank()) {
      members.put(XmlText.TEXT, text.toString());
    }
    return members;
  }

  private void child(ObjectNode members, int depth) throws XMLStreamException, Unreadable {
    String name = memberName();
    Json.add(members, name, element(depth + 1));
  }

  private String memberName() {
    String name = reader.getLocalName();
    boolean byValue = shape.named().filter(named -> named.element().equals(name)).isPresent();
    String value = byValue ? reader.getAttributeValue(null, shape.named().get().by()) : null;
    return value == null ? name : value;
  }

  /** Those of {@code xsi} are about the element, and no data; says whether it is nil. */
  private boolean attributes(ObjectNode members) {
    boolean nil = false;
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      if (XmlText.XSI.equals(reader.getAttributeNamespace(i))) {
        nil |= name.equals("nil") && YES.contains(reader.getAttributeValue(i).strip());
      } else if (shape.attributes() && !isName(name)) {
        members.put("@" + name, reader.getAttributeValue(i));
      }
    }
    return nil;
  }

  private boolean isName(String attribute) {
    return shape
        .named()
        .filter(
            named -> named.element().equals(reader.getLocalName()) && named.by().equals(attribute))
        .isPresent();
  }
}

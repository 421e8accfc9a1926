package io.syncline.benchmarks.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.syncline.benchmarks.diff.Chart.Bar;
import io.syncline.benchmarks.diff.Chart.Scale;
import io.syncline.benchmarks.diff.Contender.Kind;
import io.syncline.benchmarks.diff.Contender.Work;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {

  @Test
  void theScaleRunsFromPowerOfTenToPowerOfTen() {
    Scale scale = Scale.of(List.of(bar("a", 20), bar("b", 72_000)));

    assertThat(scale).isEqualTo(new Scale(1, 5));
    assertThat(scale.share(10)).isZero();
    assertThat(scale.share(1_000)).isCloseTo(0.5, within(1e-9));
    assertThat(scale.share(100_000)).isEqualTo(1);
  }

  @Test
  void aScaleSpansAtLeastOnePowerOfTen() {
    assertThat(Scale.of(List.of(bar("a", 10)))).isEqualTo(new Scale(1, 2));
    assertThat(Scale.of(List.of())).isEqualTo(new Scale(0, 1));
  }

  @Test
  void labelsAreEscaped() throws Exception {
    Document svg = parsed(Chart.svg(List.of(bar("Map<K, \"V\"> & more", 20))));

    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("Map<K, \"V\"> & more", "20 ns");
  }

  @Test
  void tenTimesTheTimeIsOneStepFurther() throws Exception {
    Document svg = parsed(Chart.svg(List.of(bar("a", 10), bar("b", 100), bar("c", 1_000))));

    assertThat(elements(svg, "rect"))
        .extracting(rect -> rect.getAttribute("width"))
        .containsSubsequence("1", "255", "510");
  }

  @Test
  void timesReadInTheirUnit() {
    assertThat(Chart.time(15.64)).isEqualTo("15.6 ns");
    assertThat(Chart.time(1_000)).isEqualTo("1 \u00b5s");
    assertThat(Chart.time(72_345)).isEqualTo("72.3 \u00b5s");
    assertThat(Chart.time(3_210_000)).isEqualTo("3.21 ms");
  }

  @Test
  void whatIsNotADiffHasNoBar() {
    Measurements run =
        new Measurements(
            List.of(
                measured(Contender.ENCODE),
                measured(Contender.MAPS),
                measured(Contender.PACKED_THREE)));

    assertThat(Chart.bars(run))
        .containsExactly(
            new Bar("HashMap of maps, by hand", 10, Kind.PEER, Work.TWO_SIDES),
            new Bar("Syncline, packed rows", 10, Kind.OURS, Work.THREE_SIDES));
  }

  @Test
  void aSmallerTableThanTheOthersIsNamed() {
    Measurements run =
        new Measurements(List.of(measured(Contender.JAVERS), measured(Contender.MAPS, 1_000)));

    assertThat(Chart.bars(run))
        .extracting(Bar::label)
        .containsExactlyInAnyOrder("Javers, 10 rows", "HashMap of maps, by hand");
  }

  private static Measured measured(Contender contender) {
    return measured(contender, 10);
  }

  private static Measured measured(Contender contender, int rows) {
    return new Measured(
        contender.benchmark(),
        Map.of("rows", String.valueOf(rows), "changed", "0.01"),
        10 * rows,
        Double.NaN,
        Map.of());
  }

  private static Bar bar(String label, double nanos) {
    return new Bar(label, nanos, Kind.PEER, Work.TWO_SIDES);
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList found = svg.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

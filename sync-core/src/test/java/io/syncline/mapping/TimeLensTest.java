package io.syncline.mapping;

import static io.syncline.mapping.Lenses.dateTimes;
import static io.syncline.mapping.Lenses.dates;
import static io.syncline.mapping.Lenses.epochMillis;
import static io.syncline.mapping.Lenses.epochSeconds;
import static io.syncline.mapping.Lenses.isoInstants;
import static io.syncline.mapping.Lenses.zone;
import static io.syncline.mapping.Samples.assertDone;
import static io.syncline.mapping.Samples.assertFault;
import static io.syncline.mapping.Samples.date;
import static io.syncline.mapping.Samples.dateTime;
import static io.syncline.mapping.Samples.instant;
import static io.syncline.mapping.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.model.Value;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TimeLensTest {

  private static final Lens BERLIN = dateTimes("yyyy-MM-dd HH:mm", "Europe/Berlin");

  @Test
  void datesGoByPattern() {
    assertDone(dates("yyyy/MM/dd").get(text("2023/01/31")), date("2023-01-31"));
    assertDone(dates("dd-MM-yyyy").put(date("2023-01-31")), "31-01-2023");
    assertDone(dates("d MMM yyyy").get(text("1 JAN 2023")), date("2023-01-01"));
    assertDone(dates("d MMM yyyy").put(date("2023-01-01"), text("1 JAN 2023")), "1 JAN 2023");
  }

  @Test
  void datesAreStrict() {
    assertFault(
        dates("yyyy/MM/dd").get(text("2023/02/30")),
        "must be DATE of the form yyyy/MM/dd: value=2023/02/30");
    assertFault(
        dates("yyyy/MM/dd").get(text("2023/1/1")),
        "must be DATE of the form yyyy/MM/dd: value=2023/1/1");
    assertFault(
        dates("yyyy/MM/dd").get(text("2023/01/01 ")),
        "must be DATE of the form yyyy/MM/dd: value=2023/01/01 ");
  }

  @Test
  void dateThatThePatternCannotShowIsRefused() {
    assertDone(dates("dd.MM.yy").put(date("2023-01-31")), "31.01.23");
    assertFault(
        dates("dd.MM.yy").put(date("1999-01-31")),
        "must be DATE of the form dd.MM.yy: value=1999-01-31");
    assertFault(
        dates("yyyy/MM/dd").put(date("-0001-01-31")),
        "must be DATE of the form yyyy/MM/dd: value=-0001-01-31");
  }

  @Test
  void datesAndTimesWithoutAZoneGoByPattern() {
    Lens lens = dateTimes("yyyy-MM-dd HH:mm");

    assertDone(lens.get(text("2023-01-31 08:15")), dateTime("2023-01-31T08:15"));
    assertDone(lens.shown(dateTime("2023-01-31T08:15:59")), dateTime("2023-01-31T08:15"));
  }

  @Test
  void instantsGoByPatternAndZone() {
    Lens lens = dateTimes("yyyyMMddHHmmss", "Asia/Shanghai");

    assertDone(lens.get(text("20230131080000")), instant("2023-01-31T00:00:00Z"));
    assertDone(lens.put(instant("2023-01-31T00:00:01.5Z")), "20230131080001");
    assertThat(lens.isLossy()).isTrue();
  }

  @Test
  void offsetInTheTextCounts() {
    Lens lens = dateTimes("yyyy-MM-dd HH:mm:ssXXX", "Asia/Shanghai");

    assertDone(lens.get(text("2023-01-31 08:00:00+02:00")), instant("2023-01-31T06:00:00Z"));
    assertDone(lens.put(instant("2023-01-31T06:00:00Z")), "2023-01-31 14:00:00+08:00");
  }

  @Test
  void hourThatComesTwiceIsReadAsTheFirst() {
    assertDone(BERLIN.shown(instant("2023-10-29T01:30:00Z")), instant("2023-10-29T00:30:00Z"));
  }

  @Test
  void hourThatDoesNotExistIsReadAsTheNext() {
    assertDone(BERLIN.get(text("2023-03-26 02:30")), instant("2023-03-26T01:30:00Z"));
    assertDone(BERLIN.shown(instant("2023-03-26T01:30:00Z")), instant("2023-03-26T01:30:00Z"));
  }

  @Test
  void isoInstantsKeepTheOffset() {
    assertDone(
        isoInstants().get(text("2023-01-31T08:00:00+08:00")), instant("2023-01-31T00:00:00Z"));
    assertDone(
        isoInstants().put(instant("2023-01-31T01:00:00Z"), text("2023-01-31T08:00:00+08:00")),
        "2023-01-31T09:00:00+08:00");
    assertDone(isoInstants().put(instant("2023-01-31T01:00:00Z")), "2023-01-31T01:00:00Z");
    assertFault(
        isoInstants().get(text("2023-01-31")), "must be ISO text of INSTANT: value=2023-01-31");
  }

  @Test
  void localTimesAreMeantInTheirZone() {
    Lens lens = zone("Asia/Shanghai");

    assertDone(lens.get(dateTime("2023-01-31T08:00")), instant("2023-01-31T00:00:00Z"));
    assertDone(lens.put(instant("2023-01-31T00:00:00Z")), dateTime("2023-01-31T08:00"));
    assertThat(zone("+08:00").isLossy()).isFalse();
    assertThat(zone("Europe/Berlin").isLossy()).isTrue();
  }

  @Test
  void epochsCountFrom1970() {
    assertDone(epochSeconds().get(Value.of(-1)), instant("1969-12-31T23:59:59Z"));
    assertDone(epochSeconds().put(instant("1969-12-31T23:59:59.5Z")), Value.of(-1));
    assertDone(epochMillis().get(Value.of(1)), instant("1970-01-01T00:00:00.001Z"));
    assertDone(epochMillis().put(instant("1970-01-01T00:00:00.0019Z")), Value.of(1));
  }

  @Test
  void timesOutOfRangeAreRefused() {
    assertFault(
        epochSeconds().get(Value.of(Long.MAX_VALUE)),
        "must be in the range of the other side: value=9223372036854775807");
    assertFault(
        epochMillis().put(Value.of(Instant.MAX)),
        "must be in the range of the other side: value=+1000000000-12-31T23:59:59.999999999Z");
  }

  @Test
  void mistakesAreRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dates("yyyy-bb"))
        .withMessage("must be a pattern such as yyyy-MM-dd HH:mm:ss: pattern=yyyy-bb");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dates("yyyy-MM"))
        .withMessage("must show a whole DATE: pattern=yyyy-MM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dateTimes("yyyy-MM-dd hh:mm"))
        .withMessage("must show a whole DATE_TIME: pattern=yyyy-MM-dd hh:mm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dateTimes("HH:mm", "UTC"))
        .withMessage("must show a whole INSTANT: pattern=HH:mm");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> zone("Shanghai"))
        .withMessage("must be a time zone such as Asia/Shanghai: zone=Shanghai");
  }
}

package io.syncline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.Hub;
import io.syncline.model.EntityName;
import io.syncline.model.SystemId;
import io.syncline.schedule.BlackOut;
import io.syncline.schedule.Cron;
import io.syncline.schedule.FlowSchedule;
import io.syncline.schedule.FlowSchedule.CatchUp;
import io.syncline.schedule.HubSchedule;
import io.syncline.schedule.Timetable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleReaderTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Two systems and an entity in lines 1 to 7; the schedule begins in line 8. */
  private static final String HUB =
      """
      systems: { crm: { type: fake }, erp: { type: fake } }
      entities:
        customer:
          fields: { name: text }
          in:
            crm: { dataset: c, everyFieldByName: true }
            erp: { dataset: c, everyFieldByName: true }
      """;

  @TempDir private Path folder;

  private HubConfig read(String schedule) throws IOException {
    return HubFile.read(Files.writeString(folder.resolve("hub.yaml"), HUB + schedule));
  }

  private List<String> faults(String schedule) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(schedule));
    return refused.faults().stream().map(ConfigFault::toString).toList();
  }

  private static HubConfig example() throws URISyntaxException {
    return HubFile.read(Path.of(ScheduleReaderTest.class.getResource("schedule.yaml").toURI()));
  }

  @Test
  void theFileSaysTheSameAsTheBuilder() throws URISyntaxException {
    ScheduleConfig coded =
        Hub.builder()
            .schedule(
                schedule ->
                    schedule
                        .syncEvery(Duration.ofSeconds(10))
                        .sweepAt("0 3 * * SUN")
                        .zone(BERLIN)
                        .catchUp(CatchUp.ONCE)
                        .jitter(Duration.ofSeconds(30))
                        .noWriting("0 12 * * MON-FRI", Duration.ofHours(1)))
            .schedule("customer", "erp", own -> own.syncAt("*/15 * * * *").neverSweep())
            .stallAfter(Duration.ofMinutes(5))
            .config()
            .schedule();

    assertThat(example().schedule()).isEqualTo(coded);
  }

  @Test
  void whatAFlowDoesNotSayIsAsForAll() throws URISyntaxException {
    HubSchedule schedule = Schedules.of(example(), new Faults());

    FlowSchedule erp = schedule.of(new EntityName("customer"), new SystemId("erp"));
    assertThat(erp.changes()).isEqualTo(Timetable.at(Cron.of("*/15 * * * *"), BERLIN));
    assertThat(erp.sweep()).isEqualTo(Timetable.never());
    assertThat(erp.jitter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(erp.blackOuts()).isEqualTo(schedule.standard().blackOuts()).hasSize(1);
    assertThat(schedule.of(new EntityName("customer"), new SystemId("crm")))
        .isSameAs(schedule.standard());
    assertThat(schedule.standard().sweep()).isEqualTo(Timetable.at(Cron.of("0 3 * * SUN"), BERLIN));
    assertThat(schedule.stallAfter()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void nothingSaidIsTenSecondsAndNoSweep() throws IOException {
    assertThat(Schedules.of(read(""), new Faults()))
        .isEqualTo(HubSchedule.of(FlowSchedule.standard()));
  }

  @Test
  void aFlowsBlackOutsComeOnTop() throws IOException {
    HubConfig config =
        read(
            """
            schedule:
              blackOuts: { begins: "0 1 * * *", lasts: 1h }
              flows: { customer: { erp: { blackOuts: { begins: "0 2 * * *", lasts: 2h } } } }
            """);

    assertThat(
            Schedules.of(config, new Faults())
                .of(new EntityName("customer"), new SystemId("erp"))
                .blackOuts())
        .containsExactly(blackOut("0 1 * * *", 1), blackOut("0 2 * * *", 2));
  }

  private static BlackOut blackOut(String begins, int hours) {
    return new BlackOut(
        BlackOut.Forbids.EVERYTHING,
        new Timetable.At(Cron.of(begins), ZoneOffset.UTC),
        Duration.ofHours(hours));
  }

  @Test
  void everyMistakeIsReportedAtOnceWithItsPathAndLine() {
    assertThat(
            faults(
                """
                schedule:
                  syncEvery: 10s
                  syncAt: "0 * * * *"
                  sweepAt: "0 24 * * *"
                  zone: Europe/Berlim
                  catchUp: twice
                  jitter: -PT1S
                  stallAfter: 0s
                  sweepOn: monday
                  blackOuts:
                    - { begins: "0 1 * *", lasts: 1h }
                    - { begins: "0 1 * * *", lasts: 0s, forbids: all }
                    - { begins: "0 1 * * *" }
                  flows:
                    custmer: { erp: { syncEvery: 1m } }
                    customer:
                      shop: { syncEvery: -PT1M }
                      erp: { sweepEvery: often, stallAfter: 1m }
                """))
        .containsExactlyInAnyOrder(
            "schedule.syncAt: must not stand beside syncEvery: cron=0 * * * * (line 10)",
            "schedule.sweepAt: must be a list of 0-23, ranges and steps: hour=24 (line 11)",
            "schedule.zone: must be a time zone such as Asia/Shanghai: zone=Europe/Berlim"
                + " (line 12)",
            "schedule.catchUp: must be one of [once, none]: catchUp=twice (line 13)",
            "schedule.jitter: must not be negative: jitter=PT-1S (line 14)",
            "schedule.stallAfter: must be positive: stallAfter=PT0S (line 15)",
            "schedule.sweepOn: must be one of [syncEvery, syncAt, sweepEvery, sweepAt, zone,"
                + " blackOuts, catchUp, jitter, flows, stallAfter]: key=sweepOn, did you mean"
                + " sweepAt? (line 16)",
            "schedule.blackOuts[0].begins: must be minute, hour, day, month and weekday: cron=0 1"
                + " * * (line 18)",
            "schedule.blackOuts[1].lasts: must be positive and a year at most: lasts=PT0S"
                + " (line 19)",
            "schedule.blackOuts[1].forbids: must be one of [writing, everything]: forbids=all"
                + " (line 19)",
            "schedule.blackOuts[2]: must say when it begins and how long it lasts: begins=0 1 * *"
                + " * (line 20)",
            "schedule.flows.custmer.erp: must be one of [customer]: entity=custmer, did you mean"
                + " customer? (line 22)",
            "schedule.flows.customer.shop: must be one of [crm, erp]: system=shop (line 24)",
            "schedule.flows.customer.shop.syncEvery: must be positive: interval=PT-1M (line 24)",
            "schedule.flows.customer.erp.sweepEvery: must be a duration such as 90s, 5m, 24h or"
                + " PT1M30S: value=often (line 25)",
            "schedule.flows.customer.erp.stallAfter: must be one of [syncEvery, syncAt,"
                + " sweepEvery, sweepAt, zone, blackOuts, catchUp, jitter]: key=stallAfter"
                + " (line 25)");
  }

  @Test
  void aMistakeForAllIsNotRepeatedForEachFlow() {
    assertThat(
            faults(
                """
                schedule:
                  syncAt: often
                  flows: { customer: { erp: { jitter: 1s }, crm: { sweepEvery: 1h } } }
                """))
        .containsExactly(
            "schedule.syncAt: must be minute, hour, day, month and weekday: cron=often (line 9)");
  }
}

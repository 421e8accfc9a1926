package com.example.filedrop;

import com.example.filedrop.csv.CsvFormat;
import com.example.filedrop.json.NdjsonFormat;
import com.example.filedrop.record.Encoding;
import com.example.filedrop.record.RecordFormat;
import com.example.filedrop.record.ValueText;
import io.syncline.spi.SettingFault;
import io.syncline.spi.SettingSpec;
import io.syncline.spi.SettingSpec.Kind;
import io.syncline.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host may set.
 *
 * @param directory where the files are
 * @param csv how CSV files are written
 * @param takesOpenEnd whether a last line without a line break is a record
 * @param lockWait how long a call waits for a file that another has locked
 */
record DropSettings(Path directory, CsvFormat csv, boolean takesOpenEnd, Duration lockWait) {

  static final String CSV = ".csv";
  static final String NDJSON = ".ndjson";

  private static final Map<String, Character> DELIMITERS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');

  private static final SettingSpec DIRECTORY =
      SettingSpec.required("directory", Kind.PATH, "the directory with the files");
  private static final SettingSpec ENCODING =
      SettingSpec.optional("encoding", Kind.TEXT, "UTF-8", "of CSV files; NDJSON is UTF-8");
  private static final SettingSpec DELIMITER =
      SettingSpec.oneOf(
          "delimiter", List.of("comma", "semicolon", "tab", "pipe"), "comma", "of CSV files");
  private static final SettingSpec DECIMAL_MARK =
      SettingSpec.oneOf("decimalMark", List.of("point", "comma"), "point", "of CSV files");
  private static final SettingSpec DATE_FORM =
      SettingSpec.optional("dateForm", Kind.TEXT, "uuuu-MM-dd", "how CSV files write dates");
  private static final SettingSpec LAST_LINE =
      SettingSpec.oneOf(
          "lastLine",
          List.of("ended", "open"),
          "ended",
          "whether a last line without a line break is a record, or half written");
  private static final SettingSpec LOCK_WAIT =
      SettingSpec.optional(
          "lockWait", Kind.DURATION, "PT5S", "how long to wait for a file that is locked");

  static final List<SettingSpec> SPECS =
      List.of(DIRECTORY, ENCODING, DELIMITER, DECIMAL_MARK, DATE_FORM, LAST_LINE, LOCK_WAIT);

  /** Faults beyond the kinds of the settings, which are good. */
  static List<SettingFault> faults(Settings settings) {
    List<SettingFault> faults = new ArrayList<>();
    encodingFault(settings).ifPresent(faults::add);
    try {
      ValueText.form(settings.text(DATE_FORM));
    } catch (IllegalArgumentException e) {
      faults.add(
          new SettingFault(
              DATE_FORM.path(),
              "must be a pattern such as uuuu-MM-dd: value=" + settings.text(DATE_FORM)));
    }
    if (settings.duration(LOCK_WAIT).isNegative()) {
      faults.add(
          new SettingFault(
              LOCK_WAIT.path(), "must be >= 0: value=" + settings.duration(LOCK_WAIT)));
    }
    return faults;
  }

  private static Optional<SettingFault> encodingFault(Settings settings) {
    String name = settings.text(ENCODING);
    Optional<Encoding> encoding = Encoding.named(name);
    if (encoding.isEmpty()) {
      return Optional.of(
          new SettingFault(ENCODING.path(), "must be an encoding that Java knows: value=" + name));
    }
    String marks = "\"\r\n" + DELIMITERS.get(settings.text(DELIMITER));
    return encoding.get().keepsApart(marks)
        ? Optional.empty()
        : Optional.of(
            new SettingFault(
                ENCODING.path(),
                "must write quotes, line breaks and the delimiter as bytes that are part of no"
                    + " other character: value="
                    + name
                    + " delimiter="
                    + settings.text(DELIMITER)));
  }

  /** Of settings without a fault. */
  static DropSettings of(Settings settings) {
    ValueText forms =
        new ValueText(
            settings.text(DECIMAL_MARK).equals("point") ? '.' : ',',
            ValueText.form(settings.text(DATE_FORM)));
    Encoding encoding = Encoding.named(settings.text(ENCODING)).orElseThrow();
    char delimiter = DELIMITERS.getOrDefault(settings.text(DELIMITER), ',');
    return new DropSettings(
        Path.of(settings.text(DIRECTORY)),
        new CsvFormat(encoding, delimiter, forms),
        settings.text(LAST_LINE).equals("open"),
        settings.duration(LOCK_WAIT));
  }

  /** How a file is written, by its name; empty where it is no dataset. */
  Optional<RecordFormat> format(String file) {
    if (file.endsWith(CSV)) {
      return Optional.of(csv);
    }
    return file.endsWith(NDJSON) ? Optional.of(new NdjsonFormat()) : Optional.empty();
  }
}

package com.example.filedrop;

import io.syncline.model.FieldType;
import io.syncline.model.NativeKey;
import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.AdapterProvider;
import io.syncline.spi.AdapterSource;
import io.syncline.spi.DatasetSpec;
import io.syncline.spi.Settings;
import io.syncline.testkit.conformance.Abilities;
import io.syncline.testkit.conformance.Configured;
import io.syncline.testkit.conformance.SideChannel;
import io.syncline.testkit.conformance.Subject;
import io.syncline.testkit.conformance.TimeLimits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One file of a directory, and a neighbour who edits it. */
abstract class FileSubject implements Subject {

  static final Map<String, FieldType> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("id", FieldType.text());
    FIELDS.put("name", FieldType.text(80));
    FIELDS.put("email", FieldType.text());
    FIELDS.put("balance", FieldType.decimal(12, 2));
    FIELDS.put("visits", FieldType.integer());
    FIELDS.put("since", FieldType.date());
    FIELDS.put("seen", FieldType.instant());
    FIELDS.put("agreed", FieldType.bool());
    FIELDS.put("status", FieldType.oneOf("active", "blocked"));
  }

  private final String name;
  private final Path folder;
  private final String file;
  private int moves;

  FileSubject(String name, Path folder, String file) {
    this.name = name;
    this.folder = folder;
    this.file = file;
  }

  abstract Neighbour neighbour();

  abstract Map<String, String> settings();

  abstract FileSubject like(String otherName, Path otherFolder, String otherFile);

  abstract Abilities.Alteration alteration();

  Path folder() {
    return folder;
  }

  String file() {
    return file;
  }

  /** What the side file says of {@link #FIELDS}. */
  static String schema(Map<String, FieldType> fields) {
    List<String> members = new ArrayList<>();
    fields.forEach(
        (field, type) -> members.add("\"" + field.replace("\"", "\\\"") + "\": \"" + type + "\""));
    return "{\"key\": [\"id\"], \"fields\": {"
        + String.join(", ", members).replace("boolean", "bool")
        + "}}";
  }

  static Value typed(String field, String text) {
    return switch (FIELDS.getOrDefault(field, FieldType.text()).kind()) {
      case DECIMAL -> Value.of(new BigDecimal(text));
      case INTEGER -> Value.of(Long.parseLong(text));
      case DATE -> Value.of(LocalDate.parse(text));
      case INSTANT -> Value.of(Instant.parse(text));
      case BOOLEAN -> Value.of(Boolean.parseBoolean(text));
      default -> Value.of(text);
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DatasetSpec dataset() {
    return DatasetSpec.of(file).withKey("id");
  }

  @Override
  public AdapterSource adapter() {
    return in(folder);
  }

  private AdapterSource in(Path directory) {
    return context -> new FileDropProvider().open(Settings.of(settings(directory)), context);
  }

  private Map<String, String> settings(Path directory) {
    Map<String, String> all = new TreeMap<>(settings());
    all.put("directory", directory.toString());
    return all;
  }

  @Override
  public Optional<Configured> configured() {
    AdapterProvider provider = new FileDropProvider();
    return Optional.of(Configured.of(provider, settings(folder)));
  }

  @Override
  public Map<String, String> inapplicable() {
    return Map.of(
        "CL-04", "a directory takes no secret",
        "OP-02", "nothing is told by a clock",
        "WR-12", "a file checks no references",
        "WR-14",
            "there is no wire that could be cut: a call ends with its answer, or the process does",
        "WR-15", "a directory throttles nobody",
        "WR-16", "a directory takes no credentials");
  }

  @Override
  public TimeLimits limits() {
    Duration call = Duration.ofSeconds(5);
    return TimeLimits.standard().withCall(call).withPatience(call);
  }

  @Override
  public SideChannel behind() {
    return new SideChannel() {
      @Override
      public NativeKey create(Row fields) {
        return createAll(List.of(fields)).get(0);
      }

      @Override
      public void change(NativeKey key, Row fields) {
        neighbour()
            .edit(
                all -> {
                  all.get(key.toString()).putAll(fields.toMap());
                  return all;
                });
      }

      @Override
      public void delete(NativeKey key) {
        neighbour()
            .edit(
                all -> {
                  all.remove(key.toString());
                  return all;
                });
      }

      @Override
      public void deleteAll(Collection<NativeKey> records) {
        neighbour()
            .edit(
                all -> {
                  records.forEach(key -> all.remove(key.toString()));
                  return all;
                });
      }

      @Override
      public Map<NativeKey, Row> all() {
        Map<NativeKey, Row> rows = new TreeMap<>();
        neighbour()
            .read()
            .forEach(
                (key, fields) -> {
                  if (!key.isEmpty()) {
                    rows.put(NativeKey.of(key), Row.of(fields));
                  }
                });
        return rows;
      }
    };
  }

  private List<NativeKey> createAll(List<Row> rows) {
    List<NativeKey> keys = new ArrayList<>();
    neighbour()
        .edit(
            all -> {
              for (Row row : rows) {
                String key = row.get("id").orElseThrow().toString();
                all.put(key, new LinkedHashMap<>(row.toMap()));
                keys.add(NativeKey.of(key));
              }
              return all;
            });
    return keys;
  }

  @Override
  public Abilities abilities() {
    return new OfFiles();
  }

  /** What can be done to a file. */
  private final class OfFiles implements Abilities {

    @Override
    public Optional<Function<List<Row>, List<NativeKey>>> createTogether() {
      return Optional.of(FileSubject.this::createAll);
    }

    @Override
    public Optional<Load> load() {
      return Optional.of(
          new Load() {
            @Override
            public void create(int records) {
              List<Row> rows = new ArrayList<>();
              for (int i = 0; i < records; i++) {
                rows.add(
                    Row.of(Map.of("id", Value.of("many-" + i), "name", Value.of("name " + i))));
              }
              createAll(rows);
            }

            @Override
            public void remove() {
              neighbour()
                  .edit(
                      all -> {
                        all.keySet().removeIf(key -> key.startsWith("many-"));
                        return all;
                      });
            }
          });
    }

    @Override
    public Optional<UnaryOperator<NativeKey>> move() {
      return Optional.of(
          from -> {
            String to = from + "-moved" + moves++;
            neighbour()
                .edit(
                    all -> {
                      Map<String, Value> fields = all.remove(from.toString());
                      fields.put("id", Value.of(to));
                      all.put(to, fields);
                      return all;
                    });
            return NativeKey.of(to);
          });
    }

    @Override
    public Optional<Runnable> stallNextRead() {
      return Optional.of(neighbour()::hold);
    }

    @Override
    public Optional<AdapterSource> wrongAddress() {
      return Optional.of(in(folder.resolve("no-such-directory")));
    }

    @Override
    public Optional<Alteration> alteration() {
      return Optional.of(FileSubject.this.alteration());
    }

    @Override
    public Optional<Subject> oddlyNamed() {
      String ending = file.substring(file.lastIndexOf('.'));
      return Optional.of(like(name + " with odd names", folder, "Order 'by' x.y" + ending));
    }

    @Override
    public Optional<Subject> sibling() {
      return Optional.of(like(name + ", another", folder.resolve("another"), file));
    }
  }
}

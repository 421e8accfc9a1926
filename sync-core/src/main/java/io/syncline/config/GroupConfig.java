package io.syncline.config;

import java.util.List;

/** Fields that only make sense together: they conflict, are decided and are written as one. */
public record GroupConfig(String name, List<String> fields) {

  public GroupConfig {
    fields = List.copyOf(fields);
  }
}

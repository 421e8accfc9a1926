package io.syncline.http.openapi;

import tools.jackson.databind.json.JsonMapper;

/** Texts as YAML has them; a text in JSON is one in YAML. */
final class Yaml {

  private Yaml() {}

  /** In quotes where it needs them. */
  static String text(String text) {
    boolean plain =
        text.matches("[A-Za-z/_][\\w./-]*")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null|inf|nan");
    return plain ? text : quoted(text);
  }

  static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  /** A marker that the manifest's reader refuses, with what should stand there. */
  static String todo(String what) {
    return quoted("${TODO " + what.replace("}", "") + "}");
  }

  /** In one line. */
  static String comment(String text) {
    return "# " + text.replaceAll("\\s+", " ").strip();
  }
}

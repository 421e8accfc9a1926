package io.syncline.jdbc.dialect;

import io.syncline.jdbc.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code SHOW GRANTS} of MySQL tells: the account's rights and those of its roles that are
 * active. Its catalogue tells none of the latter.
 */
final class MySqlGrants {

  private static final String ALL = "ALL PRIVILEGES";

  /** Verb, rights, schema and table; of what is quoted, by either quote. */
  private static final Pattern LINE =
      Pattern.compile(
          "(GRANT|REVOKE) (.+?) ON (\\*|`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\")"
              + "\\.(\\*|`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\") (?:TO|FROM) .*");

  private static final Pattern COLUMNS = Pattern.compile(" \\((?:`(?:[^`]|``)*`|[^`)])*\\)");

  private record Grant(boolean given, Set<String> rights, String schema, String table) {}

  private final List<Grant> grants = new ArrayList<>();

  MySqlGrants(List<String> lines) {
    for (String line : lines) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        String rights = COLUMNS.matcher(parts.group(2)).replaceAll("");
        grants.add(
            new Grant(
                parts.group(1).equals("GRANT"),
                Set.copyOf(List.of(rights.split(", ", -1))),
                unquoted(parts.group(3)),
                unquoted(parts.group(4))));
      }
    }
  }

  private static String unquoted(String name) {
    String quote = name.substring(0, 1);
    return quote.equals("*")
        ? name
        : name.substring(1, name.length() - 1).replace(quote + quote, quote);
  }

  /** Of those given, the rights that are lacking on {@code table}; empty: on the whole server. */
  List<String> missing(Optional<TableName> table, List<String> wanted) {
    Set<String> has = new HashSet<>();
    for (Grant each : grants) {
      if (table.map(name -> isOn(each, name)).orElse(each.schema().equals("*"))) {
        if (each.given()) {
          has.addAll(each.rights());
        } else {
          has.removeAll(each.rights());
        }
      }
    }
    return wanted.stream().filter(each -> !has.contains(each) && !has.contains(ALL)).toList();
  }

  private static boolean isOn(Grant grant, TableName name) {
    String schema = name.schema().orElseThrow();
    if (grant.schema().equals("*")) {
      return true;
    }
    return grant.table().equals("*")
        ? schema.matches(pattern(grant.schema()))
        : schema.equals(grant.schema()) && name.table().equals(grant.table());
  }

  /** As of LIKE. */
  private static String pattern(String like) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char each = like.charAt(i);
      if (each == '\\' && i + 1 < like.length()) {
        pattern.append(Pattern.quote(like.substring(++i, i + 1)));
      } else if (each == '%' || each == '_') {
        pattern.append(each == '%' ? ".*" : ".");
      } else {
        pattern.append(Pattern.quote(String.valueOf(each)));
      }
    }
    return pattern.toString();
  }
}

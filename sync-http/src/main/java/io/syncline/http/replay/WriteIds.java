package io.syncline.http.replay;

import io.syncline.http.codec.EscapedText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of the writes in one call, which a recording has by their numbers: another run that does
 * the same has other ids, in the same order.
 */
record WriteIds(List<String> ids) {

  /** A shorter one is a word of its own, as tests give them, and the same in another run. */
  private static final int SHORTEST = 8;

  private static final Pattern MARK = Pattern.compile("\\$\\{write\\.(\\d{1,9})}");

  byte[] marked(byte[] bytes) {
    String view = EscapedText.view(bytes);
    for (int i = 0; i < ids.size(); i++) {
      if (ids.get(i).length() >= SHORTEST) {
        view = EscapedText.of(ids.get(i)).replaced(view, "${write." + i + "}");
      }
    }
    return EscapedText.bytes(view);
  }

  byte[] unmarked(byte[] bytes) {
    return EscapedText.bytes(
        MARK.matcher(EscapedText.view(bytes))
            .replaceAll(mark -> Matcher.quoteReplacement(id(mark.group(1), mark.group()))));
  }

  private String id(String number, String otherwise) {
    int i = Integer.parseInt(number);
    return i < ids.size()
        ? EscapedText.view(ids.get(i).getBytes(StandardCharsets.UTF_8))
        : otherwise;
  }
}

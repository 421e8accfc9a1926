package io.syncline.diff.report;

/** Text as HTML shows it. */
final class HtmlText {

  private HtmlText() {}

  /**
   * Good in elements and quoted attributes. Characters that HTML cannot hold or nobody sees are
   * written by their number; line breaks stay.
   */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\t' || text.charAt(i) == '\\') {
        html.append(plain(ShownText.oneLine(text.substring(from, i)))).append(text.charAt(i));
        from = i + 1;
      }
    }
    return html.append(plain(ShownText.oneLine(text.substring(from)))).toString();
  }

  private static String plain(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

package io.syncline.diff.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which words of two texts differ: what both begin and end with is left out, and of the rest the
 * longest common sequence of words is found. Where that would take long, all of the rest differs.
 */
final class WordDiff {

  /** A word, blanks, or any other single character. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|.", Pattern.DOTALL);

  /** The table is as large as the product. */
  private static final int MOST_WORDS = 300;

  private final List<String> left;
  private final List<String> right;
  private final List<Span> leftSpans = new ArrayList<>();
  private final List<Span> rightSpans = new ArrayList<>();

  private WordDiff(List<String> left, List<String> right) {
    this.left = left;
    this.right = right;
  }

  static WordDiff of(String left, String right) {
    WordDiff diff = new WordDiff(words(left), words(right));
    diff.compare();
    return diff;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** The left text, in pieces. */
  List<Span> left() {
    return leftSpans;
  }

  /** The right text, in pieces. */
  List<Span> right() {
    return rightSpans;
  }

  private void compare() {
    int begin = 0;
    int leftEnd = left.size();
    int rightEnd = right.size();
    while (begin < leftEnd && begin < rightEnd && left.get(begin).equals(right.get(begin))) {
      begin++;
    }
    while (leftEnd > begin
        && rightEnd > begin
        && left.get(leftEnd - 1).equals(right.get(rightEnd - 1))) {
      leftEnd--;
      rightEnd--;
    }
    both(left.subList(0, begin));
    List<String> leftRest = left.subList(begin, leftEnd);
    List<String> rightRest = right.subList(begin, rightEnd);
    if (leftRest.size() > MOST_WORDS || rightRest.size() > MOST_WORDS) {
      add(leftSpans, leftRest, true);
      add(rightSpans, rightRest, true);
    } else {
      walk(leftRest, rightRest, common(leftRest, rightRest));
    }
    both(left.subList(leftEnd, left.size()));
  }

  /** How long the longest common sequence is from word l and word r on. */
  private static int[][] common(List<String> left, List<String> right) {
    int[][] length = new int[left.size() + 1][right.size() + 1];
    for (int l = left.size() - 1; l >= 0; l--) {
      for (int r = right.size() - 1; r >= 0; r--) {
        length[l][r] =
            left.get(l).equals(right.get(r))
                ? length[l + 1][r + 1] + 1
                : Math.max(length[l + 1][r], length[l][r + 1]);
      }
    }
    return length;
  }

  private void walk(List<String> leftRest, List<String> rightRest, int[][] common) {
    int l = 0;
    int r = 0;
    while (l < leftRest.size() || r < rightRest.size()) {
      boolean hasBoth = l < leftRest.size() && r < rightRest.size();
      if (hasBoth && leftRest.get(l).equals(rightRest.get(r))) {
        both(leftRest.subList(l, l + 1));
        l++;
        r++;
      } else if (r == rightRest.size() || (hasBoth && common[l + 1][r] >= common[l][r + 1])) {
        add(leftSpans, leftRest.subList(l, l + 1), true);
        l++;
      } else {
        add(rightSpans, rightRest.subList(r, r + 1), true);
        r++;
      }
    }
  }

  private void both(List<String> words) {
    add(leftSpans, words, false);
    add(rightSpans, words, false);
  }

  private static void add(List<Span> spans, List<String> words, boolean differs) {
    if (words.isEmpty()) {
      return;
    }
    String text = String.join("", words);
    int last = spans.size() - 1;
    if (last >= 0 && spans.get(last).differs() == differs) {
      spans.set(last, new Span(spans.get(last).text() + text, differs));
    } else {
      spans.add(new Span(text, differs));
    }
  }

  /** A piece of a text. */
  record Span(String text, boolean differs) {}
}

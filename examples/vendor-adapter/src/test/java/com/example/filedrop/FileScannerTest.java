package com.example.filedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.spi.AdapterException;
import io.syncline.spi.Cursor;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScannerTest {

  private static final int ROWS = 40;
  private static final Limits PAGE = new Limits(7, Drop.WITHIN);

  @TempDir private Path folder;

  private static String text(List<Integer> keys, String name) {
    return keys.stream().map(key -> key + "," + name + "\n").collect(Collectors.joining());
  }

  private static List<Integer> numbers() {
    return new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void pagesFollowTheFileWhileItStaysAsItIs() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id,name\n" + text(numbers(), "x"))) {
      List<ScanPage> pages = drop.scan(7);

      assertThat(Drop.keys(pages))
          .containsExactlyElementsOf(numbers().stream().map(String::valueOf).toList());
      assertThat(pages).hasSize(ROWS / 7 + 1).allMatch(ScanPage::complete);
    }
  }

  @Test
  void aFileThatIsShuffledBetweenAllPagesIsStillListedWholeAndComesToAnEnd() throws Exception {
    long seed = 4711;
    Random random = new Random(seed);
    List<Integer> keys = numbers();
    Path file = folder.resolve("a.csv");
    try (Drop drop = Drop.of(file, "id,name\n" + text(keys, "x"))) {
      TreeSet<Integer> seen = new TreeSet<>();
      ScanPage page = drop.dataset().scanner().orElseThrow().start(PAGE);
      int pages = 0;
      while (true) {
        page.entries().forEach(entry -> seen.add(Integer.parseInt(entry.key().toString())));
        if (page.next().isEmpty()) {
          break;
        }
        Collections.shuffle(keys, random);
        Files.writeString(file, "id,name\n" + text(keys, "y" + ++pages));
        page = drop.dataset().scanner().orElseThrow().resume(page.next().get(), PAGE);
        assertThat(pages).as("pages, seed=%s", seed).isLessThan(ROWS);
      }

      assertThat(seen).as("keys seen, seed=%s", seed).containsExactlyElementsOf(numbers());
      assertThat(page.complete()).isTrue();
    }
  }

  @Test
  void damageOnOneOfThePagesIsRememberedToTheEnd() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id,name\n1,a\nbad\n2,b\n3,c\n4,d\n")) {
      assertThat(drop.scan(1)).last().matches(page -> !page.complete());
    }
  }

  @Test
  void aPositionOfAnotherListingIsRefused() {
    try (Drop drop = Drop.of(folder.resolve("a.csv"), "id\n1\n2\n");
        Drop other = Drop.of(folder.resolve("b.csv"), "id\n1\n2\n", Map.of())) {
      Limits one = new Limits(1, Drop.WITHIN);
      Optional<Cursor> next = drop.dataset().scanner().orElseThrow().start(one).next();

      assertThatThrownBy(() -> other.dataset().scanner().orElseThrow().resume(next.get(), one))
          .isInstanceOf(AdapterException.ConfigInvalid.class)
          .hasMessageStartingWith("cursor: must be of b.csv[id]: cursor=filedrop/1[a.csv[id]");
    }
  }
}

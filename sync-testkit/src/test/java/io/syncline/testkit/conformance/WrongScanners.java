package io.syncline.testkit.conformance;

import io.syncline.model.Row;
import io.syncline.model.Value;
import io.syncline.spi.Cursor;
import io.syncline.spi.Image;
import io.syncline.spi.Limits;
import io.syncline.spi.ScanPage;
import io.syncline.spi.Scanner;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Scanners that do one thing wrong. */
final class WrongScanners {

  private WrongScanners() {}

  static UnaryOperator<Scanner> paging(BiFunction<ScanPage, Limits, ScanPage> other) {
    return right ->
        new Scanner() {
          @Override
          public ScanPage start(Limits limits) {
            return other.apply(right.start(limits), limits);
          }

          @Override
          public ScanPage resume(Cursor position, Limits limits) {
            return other.apply(right.resume(position, limits), limits);
          }
        };
  }

  private static ScanPage with(ScanPage page, List<ScanPage.Entry> entries) {
    return new ScanPage(entries, page.next(), page.complete(), page.anchor());
  }

  static UnaryOperator<Scanner> losesTheLastOfMany() {
    return paging(
        (page, limits) ->
            page.entries().size() > 10
                ? with(page, page.entries().subList(0, page.entries().size() - 1))
                : page);
  }

  /** In a field, as a server side list would be: another instance finds nothing. */
  static UnaryOperator<Scanner> knowsItsOwnPositions() {
    Set<String> positions = new HashSet<>();
    return right ->
        new Scanner() {
          @Override
          public ScanPage start(Limits limits) {
            return known(right.start(limits));
          }

          @Override
          public ScanPage resume(Cursor position, Limits limits) {
            return positions.remove(position.hint())
                ? known(right.resume(position, limits))
                : new ScanPage(List.of(), Optional.empty(), true, Optional.empty());
          }

          private ScanPage known(ScanPage page) {
            page.next().ifPresent(next -> positions.add(next.hint()));
            return page;
          }
        };
  }

  static UnaryOperator<Scanner> anchorsAtTheEnd() {
    return paging(
        (page, limits) ->
            new ScanPage(page.entries(), page.next(), page.complete(), Optional.empty()));
  }

  static UnaryOperator<Scanner> mergesEqualNames() {
    return paging(
        (page, limits) -> {
          Set<Optional<Value>> names = new HashSet<>();
          return with(
              page,
              page.entries().stream()
                  .filter(entry -> names.add(entry.image().row().get("name")))
                  .toList());
        });
  }

  static UnaryOperator<Scanner> endsAfterOneRow() {
    return paging(
        (page, limits) ->
            limits.maxRows() == 1
                ? new ScanPage(page.entries(), Optional.empty(), true, page.anchor())
                : page);
  }

  /** The first listing of each opened adapter is right, the second is not, the third is. */
  static UnaryOperator<Scanner> everyOther(UnaryOperator<Row> wrong) {
    AtomicInteger listing = new AtomicInteger();
    return right ->
        new Scanner() {
          @Override
          public ScanPage start(Limits limits) {
            listing.incrementAndGet();
            return shown(right.start(limits));
          }

          @Override
          public ScanPage resume(Cursor position, Limits limits) {
            return shown(right.resume(position, limits));
          }

          private ScanPage shown(ScanPage page) {
            return listing.get() % 2 == 1
                ? page
                : showing(
                    page,
                    image ->
                        new Image(wrong.apply(image.row()), Optional.empty(), Optional.empty()));
          }
        };
  }

  /** The time of change is that of the read. */
  static UnaryOperator<Scanner> stampsWhatItReads() {
    AtomicInteger reads = new AtomicInteger();
    return paging(
        (page, limits) ->
            showing(
                page,
                image ->
                    new Image(
                        image.row(),
                        image.version(),
                        Optional.of(Instant.ofEpochSecond(reads.incrementAndGet())))));
  }

  private static ScanPage showing(ScanPage page, UnaryOperator<Image> other) {
    return with(
        page,
        page.entries().stream()
            .map(entry -> new ScanPage.Entry(entry.key(), other.apply(entry.image())))
            .toList());
  }
}

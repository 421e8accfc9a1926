package io.syncline.jdbc;

import io.syncline.spi.DatasetOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Works with a system whose tables may be read and not written, by two tables that stand between:
 * in the one the other side tells which records it changed, and we answer each row; in the other we
 * ask it to change records, and it answers each request. Immutable.
 *
 * <p>Rows are found by their state, so numbers may have gaps and come late. They are answered once
 * what they tell is stored. A request is asked after, at each run, until it is answered: done, or
 * failed with a message; until then nothing else is written to that record. The other side writes
 * the row that tells of a change in the transaction of the change, or after it.
 *
 * <p>The columns of a key are named in both tables as in the dataset's own; the inbound table has
 * all fields of the dataset too, and its requests hold whole records. All other columns have names
 * that {@link #column} changes:
 *
 * <ul>
 *   <li>{@code number}, outbound: an integer that tells the rows apart and grows
 *   <li>{@code request}, inbound: our id of a request, up to 80 characters
 *   <li>{@code operation}, inbound: I, U or D, see {@link #operations}
 *   <li>{@code state}, both: NEW, DONE or ERROR, see {@link #states}
 *   <li>{@code message}, both, where there is one: the reason beside ERROR
 * </ul>
 */
public final class ExchangeFeed implements DatasetOptions {

  private final Map<String, String> options;

  private ExchangeFeed(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  /**
   * By one table alone: nothing is written.
   *
   * @param outbound the table in which the other side tells what it changed
   */
  public static ExchangeFeed exchange(String outbound) {
    return new ExchangeFeed(
        Map.of(DatasetSettings.FEED, ExchangeWay.NAME, ExchangeOptions.OUTBOUND, outbound));
  }

  /** The table that takes requests to write. */
  public ExchangeFeed requests(String inbound) {
    return with(ExchangeOptions.INBOUND, inbound);
  }

  /** Another name for one of the columns {@code number}, {@code request} and so on. */
  public ExchangeFeed column(String usual, String name) {
    return with(ExchangeOptions.columnOption(usual), name);
  }

  /** Other words than NEW, DONE and ERROR. */
  public ExchangeFeed states(String open, String done, String failed) {
    return with(ExchangeOptions.STATES, String.join(",", List.of(open, done, failed)));
  }

  /** Other words than I, U and D. */
  public ExchangeFeed operations(String create, String update, String delete) {
    return with(ExchangeOptions.OPERATIONS, String.join(",", List.of(create, update, delete)));
  }

  @Override
  public Map<String, String> options() {
    return options;
  }

  private ExchangeFeed with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new ExchangeFeed(more);
  }

  @Override
  public String toString() {
    return "ExchangeFeed" + new TreeMap<>(options);
  }
}

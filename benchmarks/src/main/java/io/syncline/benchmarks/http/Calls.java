package io.syncline.benchmarks.http;

/** What is called, in two ways. Thread-safe. */
interface Calls extends AutoCloseable {

  /**
   * Reads one contact.
   *
   * @return how many fields it has
   */
  int read() throws Exception;

  /**
   * Reads a page of contacts.
   *
   * @return how many fields they have
   */
  int page() throws Exception;

  /**
   * Changes one contact as it was under a version.
   *
   * @return how many fields it has then
   */
  int write() throws Exception;
}

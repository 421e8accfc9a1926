package io.syncline.testkit.conformance;

/**
 * An adapter that is wrong on purpose.
 *
 * @param words what it does wrong
 */
record Wrong(String words, Subject subject) {}

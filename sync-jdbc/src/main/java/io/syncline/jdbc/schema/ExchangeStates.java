package io.syncline.jdbc.schema;

/**
 * The words by which a row of an exchange table tells how far it is.
 *
 * @param open nobody has dealt with it
 * @param done it was taken, or carried out
 * @param failed it was refused, for a reason that stands beside
 */
public record ExchangeStates(String open, String done, String failed) {}

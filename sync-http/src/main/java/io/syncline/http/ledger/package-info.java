/**
 * Takes what one process wants of a limit that several share, and hands on what it may use, and for
 * how long: a table in a database keeps the account. Knows nothing of calls.
 */
@NullMarked
package io.syncline.http.ledger;

import org.jspecify.annotations.NullMarked;

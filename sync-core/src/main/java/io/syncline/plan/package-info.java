/**
 * Takes the states of records and the guards, and hands on ordered, bounded batches of writes, each
 * with its precondition and key, and apart from them what is held for approval.
 */
@NullMarked
package io.syncline.plan;

import org.jspecify.annotations.NullMarked;

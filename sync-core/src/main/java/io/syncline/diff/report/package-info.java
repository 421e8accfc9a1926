/**
 * Takes a diff's counts and its first deltas; hands on text for a terminal, JSON for a program, and
 * a page for a person.
 */
@NullMarked
package io.syncline.diff.report;

import org.jspecify.annotations.NullMarked;

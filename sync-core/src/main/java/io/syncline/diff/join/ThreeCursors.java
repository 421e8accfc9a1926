package io.syncline.diff.join;

import io.syncline.diff.RowCursor;

/** The rows of three sides. */
public record ThreeCursors(RowCursor base, RowCursor left, RowCursor right) {}

package io.syncline.diff.range;

import io.syncline.diff.RangedSource;

/** Two sides that can be read in parts. */
record RangedSides(RangedSource left, RangedSource right) {}

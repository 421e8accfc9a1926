/**
 * Takes two datasets, as their schemas and some of their rows tell them, and hands on the draft of
 * a mapping between them: pairs of fields with a confidence and a reason, and a file that a person
 * finishes.
 */
@NullMarked
package io.syncline.suggest;

import org.jspecify.annotations.NullMarked;

/**
 * Values as JSON, the same in every report and export. Takes canonical values and hands on members
 * of a JSON document.
 */
@NullMarked
package io.syncline.json;

import org.jspecify.annotations.NullMarked;

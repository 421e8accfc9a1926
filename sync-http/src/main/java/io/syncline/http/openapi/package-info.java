/**
 * Drafts a manifest from what a service says of itself in an OpenAPI document: a person finishes
 * it. What is not known has a marker that no manifest may have.
 */
@NullMarked
package io.syncline.http.openapi;

import org.jspecify.annotations.NullMarked;

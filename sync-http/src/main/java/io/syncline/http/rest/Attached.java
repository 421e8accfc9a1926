package io.syncline.http.rest;

import io.syncline.model.LargeObject;
import java.util.Optional;

/**
 * What an attachment was when it was last loaded.
 *
 * @param content empty: the one that was there is not taken
 * @param media its media type; empty text: none was told
 * @param tag its entity tag; empty: it has none
 */
record Attached(Optional<LargeObject> content, String media, Optional<String> tag) {}
